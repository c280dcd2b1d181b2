using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads <c>keypoints_metadata.json</c>: the names and lines of every class's keypoints.</summary>
internal static class KeypointsMetadata
{
    private const string FileName = "keypoints_metadata.json";

    /// <summary>The skeletons, ascending by the class numbers that results have: removed classes are left out, higher ones move down.</summary>
    /// <exception cref="ModelPackageException">The file is missing or malformed, or a class is missing in it.</exception>
    public static ImmutableArray<Skeleton> Read(string folder, string modelName, PackageFormat format, ImmutableArray<string> classNames, ImmutableArray<string> removed)
    {
        PackageJson file = PackageJson.ReadFile(modelName, folder, FileName);
        if (!file.Exists)
        {
            throw new ModelPackageException(
                $"Model '{modelName}': the file '{Path.Combine(folder, FileName)}' is missing; "
                + "a keypoint model needs it for the names of its keypoints.");
        }

        var skeletons = new SortedDictionary<int, Skeleton>();
        foreach (PackageJson item in file.Elements())
        {
            int id = item["object_class_id"].Int();
            if (id < 0 || (format == PackageFormat.Current && id >= classNames.Length))
            {
                throw item["object_class_id"].Error($"the number of a class, 0 to {classNames.Length - 1}");
            }

            int reported = Reported(id, classNames, removed);
            if (reported < 0)
            {
                continue;
            }

            if (!skeletons.TryAdd(reported, ReadSkeleton(item, reported, format)))
            {
                throw item["object_class_id"].Error("a class number that occurs once");
            }
        }

        int remaining = classNames.Count(name => !removed.Contains(name));
        for (int id = 0; format == PackageFormat.Current && id < remaining; id++)
        {
            if (!skeletons.ContainsKey(id))
            {
                throw file.Error($"a list with an entry for each of the {remaining} classes; there is none for class {id}");
            }
        }

        return [.. skeletons.Values];
    }

    private static int Reported(int id, ImmutableArray<string> classNames, ImmutableArray<string> removed)
    {
        int below = 0;
        for (int i = 0; i < classNames.Length && i <= id; i++)
        {
            if (removed.Contains(classNames[i]))
            {
                if (i == id)
                {
                    return -1;
                }

                below++;
            }
        }

        return id - below;
    }

    private static Skeleton ReadSkeleton(PackageJson item, int id, PackageFormat format)
    {
        var names = new SortedDictionary<int, string>();
        PackageJson keypoints = item["keypoints"];
        if (!keypoints.Exists)
        {
            throw keypoints.Error("an object from keypoint numbers to names");
        }

        foreach ((string number, PackageJson name) in keypoints.Members())
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int slot))
            {
                throw keypoints.Error("an object from keypoint numbers to names");
            }

            names[slot] = name.String();
        }

        // Slots are positions in the network's output; a gap in the numbers closes, as in the reference.
        var edges = ImmutableArray.CreateBuilder<SkeletonEdge>();
        foreach (PackageJson edge in item["edges"].Elements())
        {
            var line = new SkeletonEdge(edge["from"].Int(), edge["to"].Int());
            if ((uint)line.From >= (uint)names.Count || (uint)line.To >= (uint)names.Count)
            {
                if (format == PackageFormat.Legacy)
                {
                    continue; // legacy packages do not use the lines
                }

                throw edge.Error($"a line between keypoints 0 to {names.Count - 1}");
            }

            edges.Add(line);
        }

        return new(id, [.. names.Values], edges.ToImmutable());
    }
}
