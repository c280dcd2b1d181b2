using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// What all detectors share: candidates above the threshold, suppression, the class filter, and the columns of the result.
/// </summary>
internal sealed class BoxStage
{
    private readonly DecoderSpec spec;
    private readonly Head head;
    private readonly ConfidencePolicy confidence;
    private readonly int alwaysMost;

    /// <summary>Initializes the stage.</summary>
    /// <param name="spec">What the package says.</param>
    /// <param name="head">Reads the outputs.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="defaults">The family's defaults.</param>
    public BoxStage(DecoderSpec spec, Head head, ClassTable classes, FamilyDefaults defaults)
    {
        this.spec = spec;
        this.head = head;
        Classes = classes;
        confidence = new(spec, classes.Names, defaults.Confidence, defaults.Test);
        alwaysMost = defaults.IgnoresMaxDetections ? int.MaxValue : 0;
    }

    public ClassTable Classes { get; }

    /// <summary>Finds the rows of <see cref="DecodeScratch.Candidates"/> that are returned, in order.</summary>
    public ReadOnlySpan<int> Select(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var candidates = scratch.Candidates;
        head.Collect(outputs, geometry, options, confidence.Resolve(options.Confidence), scratch);
        int most = Math.Max(alwaysMost, options.MaxDetections);
        Span<int> rows;
        if (head.IsFinal)
        {
            rows = scratch.Memory.Take<int>(Math.Min(most, candidates.Count));
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = i;
            }
        }
        else
        {
            rows = spec.Format == PackageFormat.Legacy
                ? NonMaxSuppression.Legacy(candidates, options.IouThreshold, options.ClassAgnosticNms, most, scratch)
                : NonMaxSuppression.Current(candidates, options.IouThreshold, options.ClassAgnosticNms, most, scratch);
        }

        return Filter(rows, options.ClassFilter, candidates);
    }

    public ExtraValues Extras(ReadOnlySpan<Tensor> outputs) => head.Extras(outputs);

    /// <summary>The columns that every kind of detections has.</summary>
    public TDetections Fill<TDetections>(TDetections empty, ReadOnlySpan<int> rows, in InputGeometry geometry, Candidates candidates)
        where TDetections : Detections
    {
        if (rows.IsEmpty)
        {
            return (TDetections)(empty with { ImageSize = geometry.Original });
        }

        var boxes = new Box[rows.Length];
        var confidences = new double[rows.Length];
        var classIds = new int[rows.Length];
        var classNames = new string[rows.Length];
        MapBoxes(boxes, rows, geometry, candidates);
        var scores = candidates.Scores;
        var ids = candidates.ClassIds;
        for (int i = 0; i < rows.Length; i++)
        {
            confidences[i] = scores[rows[i]];
            classIds[i] = ids[rows[i]];
            classNames[i] = Classes.NameOf(classIds[i]);
        }

        return (TDetections)(empty with
        {
            Boxes = ImmutableCollectionsMarshal.AsImmutableArray(boxes),
            Confidences = ImmutableCollectionsMarshal.AsImmutableArray(confidences),
            ClassIds = ImmutableCollectionsMarshal.AsImmutableArray(classIds),
            ClassNames = ImmutableCollectionsMarshal.AsImmutableArray(classNames),
            ImageSize = geometry.Original,
        });
    }

    private void MapBoxes(Span<Box> boxes, ReadOnlySpan<int> rows, in InputGeometry geometry, Candidates candidates)
    {
        if (spec is { Format: PackageFormat.Legacy, Family: ModelFamily.RfDetr })
        {
            var mapping = new LegacyDetrMapping(geometry);
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i];
                boxes[i] = mapping.Box(candidates.X1[row], candidates.Y1[row], candidates.X2[row], candidates.Y2[row]);
            }
        }
        else if (spec.Format == PackageFormat.Legacy)
        {
            var mapping = LegacyMapping.ForBoxes(geometry);
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i];
                boxes[i] = mapping.Box(candidates.X1[row], candidates.Y1[row], candidates.X2[row], candidates.Y2[row]);
            }
        }
        else
        {
            var mapping = new CurrentMapping(geometry);
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i];
                boxes[i] = mapping.Box(candidates.X1[row], candidates.Y1[row], candidates.X2[row], candidates.Y2[row]);
            }
        }
    }

    private ReadOnlySpan<int> Filter(Span<int> rows, ImmutableArray<string> names, Candidates candidates)
    {
        if (names.IsDefaultOrEmpty)
        {
            return rows;
        }

        int kept = 0;
        foreach (int row in rows)
        {
            if (names.Contains(Classes.NameOf(candidates.ClassIds[row])))
            {
                rows[kept++] = row;
            }
        }

        return rows[..kept];
    }
}
