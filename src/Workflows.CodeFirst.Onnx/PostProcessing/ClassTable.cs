using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.CodeFirst.Onnx;

/// <summary>The classes of a model: names by number, after the classes that the package removes.</summary>
internal sealed class ClassTable
{
    private readonly int[]? remaining;

    public ClassTable(DecoderSpec spec)
    {
        if (spec.RemovedClassNames.IsEmpty)
        {
            Names = spec.ClassNames;
            return;
        }

        remaining = new int[spec.ClassNames.Length];
        var names = ImmutableArray.CreateBuilder<string>(spec.ClassNames.Length);
        for (int i = 0; i < remaining.Length; i++)
        {
            if (spec.RemovedClassNames.Contains(spec.ClassNames[i]))
            {
                remaining[i] = -1;
                continue;
            }

            remaining[i] = names.Count;
            names.Add(spec.ClassNames[i]);
        }

        Names = names.ToImmutable();
    }

    /// <summary>The names that remain.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether the package removes classes.</summary>
    public bool Removes => remaining is not null;

    /// <summary>The number under which class <paramref name="networkClass"/> is reported, or -1 when it is not.</summary>
    public int Remaining(int networkClass)
    {
        if (remaining is null)
        {
            return networkClass < Names.Length ? networkClass : -1;
        }

        return networkClass < remaining.Length ? remaining[networkClass] : -1;
    }

    /// <summary>The name of a class; the number as text where the package names fewer classes than the network has.</summary>
    public string NameOf(int id) => (uint)id < (uint)Names.Length ? Names[id] : id.ToString(CultureInfo.InvariantCulture);
}
