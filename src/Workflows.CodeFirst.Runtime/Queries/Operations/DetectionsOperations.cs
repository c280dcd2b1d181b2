using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Serialization;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations on sets of detections that choose, order or move them.</summary>
internal static class DetectionsOperations
{
    private static readonly Dictionary<string, Func<Detections, int>> Selections = new(StringComparer.Ordinal)
    {
        ["left_most"] = detections => FirstBest(detections, row => -detections.Boxes[row].CenterX),
        ["right_most"] = detections => FirstBest(detections, row => detections.Boxes[row].CenterX),
        ["top_confidence"] = detections => detections.Confidences.IsDefaultOrEmpty
            ? throw PythonException.Attribute("the detections have no 'confidence'")
            : FirstBest(detections, row => detections.Confidences[row]),
        ["first"] = _ => 0,
        ["last"] = detections => detections.Count - 1,
    };

    private static readonly Dictionary<string, Func<Detections, int, double>> SortKeys = new(StringComparer.Ordinal)
    {
        ["confidence"] = (detections, row) => detections.Confidences[row],
        ["x_min"] = (detections, row) => detections.Boxes[row].X1,
        ["x_max"] = (detections, row) => detections.Boxes[row].X2,
        ["y_min"] = (detections, row) => detections.Boxes[row].Y1,
        ["y_max"] = (detections, row) => detections.Boxes[row].Y2,
        ["size"] = (detections, row) => detections.Boxes[row].Area,
        ["center_x"] = (detections, row) => detections.Boxes[row].CenterX,
        ["center_y"] = (detections, row) => detections.Boxes[row].CenterY,
    };

    public static Operation ToDictionary(Definition definition, OperationSite site) => (value, _) =>
    {
        var detections = value as Detections ?? throw site.Wrong("detections", value);
        if (DetectionsShape.WhatIsMissing(detections) is { } missing)
        {
            throw site.Failed($"the detections have no '{missing}'.");
        }

        var sink = new ValueSink();
        DetectionsShape.Write(sink, detections, MaskForm.Polygons);
        return sink.Result;
    };

    public static Operation Filter(Definition definition, OperationSite site)
    {
        if (!definition.Members.TryGetValue("filter_operation", out object? group))
        {
            _ = definition.Any("filter_operation");
        }

        var statement = group is null && !definition.Members.ContainsKey("filter_operation") ? null : StatementCompiler.Compile(
            group, definition.Path.Member("filter_operation"), definition.Location, definition.Errors, definition.Depth);
        if (statement is null)
        {
            return (value, _) => value;
        }

        var filter = new DetectionsFilter(statement);
        var placeless = site with { Location = null };
        return (value, scope) =>
        {
            var detections = value as Detections ?? throw placeless.Wrong("detections", value);
            site.Spend(scope, detections.Count);
            return filter.Apply(detections, scope);
        };
    }

    /// <summary>Boxes grow by half of the offset on every side.</summary>
    public static Operation Offset(Definition definition, OperationSite site)
    {
        double x = definition.Integer("offset_x") / 2.0, y = definition.Integer("offset_y") / 2.0;
        return OnBoxes(site, box => new(box.X1 - x, box.Y1 - y, box.X2 + x, box.Y2 + y));
    }

    /// <summary>Boxes move; masks and keypoints stay where they are.</summary>
    public static Operation Shift(Definition definition, OperationSite site)
    {
        double x = definition.Integer("shift_x"), y = definition.Integer("shift_y");
        return OnBoxes(site, box => new(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y));
    }

    public static Operation Select(Definition definition, OperationSite site)
    {
        var select = definition.Choice("mode", Selections);
        var placeless = site with { Location = null };
        return (value, _) =>
        {
            var detections = value as Detections ?? throw placeless.Wrong("detections", value);
            return detections.Count == 0 ? detections : detections.Select([select(detections)]);
        };
    }

    public static Operation Sort(Definition definition, OperationSite site)
    {
        var key = definition.Choice("mode", SortKeys);
        bool needsConfidence = definition.Members.GetValueOrDefault("mode") is "confidence";
        bool isAscending = definition.Boolean("ascending", true);
        var placeless = site with { Location = null };
        return (value, _) =>
        {
            var detections = value as Detections ?? throw placeless.Wrong("detections", value);
            return detections.Count == 0 || (needsConfidence && detections.Confidences.IsDefaultOrEmpty)
                ? detections
                : detections.Select(Order(detections, key, isAscending));
        };
    }

    /// <summary>Detections of one class, and then those of other classes whose centre lies in one of them.</summary>
    public static Operation PickByParent(Definition definition, OperationSite site)
    {
        string parentClass = definition.Text("parent_class");
        return (value, scope) =>
        {
            var detections = value as Detections ?? throw site.Wrong("detections", value);
            if (!DetectionColumns.Has(detections, DetectionColumns.ClassName))
            {
                return Detections.Empty;
            }

            List<int> parents = [], others = [];
            for (int i = 0; i < detections.Count; i++)
            {
                bool isParent = DetectionColumns.Cell(detections, i, DetectionColumns.ClassName) is string name && name == parentClass;
                (isParent ? parents : others).Add(i);
            }

            site.Spend(scope, (long)parents.Count * others.Count);
            if (parents.Count == 0)
            {
                return Detections.Empty;
            }

            var rows = new List<int>(parents);
            foreach (int row in others)
            {
                if (IsInAny(detections.Boxes, parents, detections.Boxes[row]))
                {
                    rows.Add(row);
                }
            }

            return detections.Select(CollectionsMarshal.AsSpan(rows));
        };
    }

    private static bool IsInAny(ImmutableArray<Box> boxes, List<int> parents, Box box)
    {
        double x = box.CenterX, y = box.CenterY;
        foreach (int parent in parents)
        {
            var around = boxes[parent];
            if (x >= around.X1 && x <= around.X2 && y >= around.Y1 && y <= around.Y2)
            {
                return true;
            }
        }

        return false;
    }

    private static Operation OnBoxes(OperationSite site, Func<Box, Box> change)
    {
        var placeless = site with { Location = null };
        return (value, _) =>
        {
            var detections = value as Detections ?? throw placeless.Wrong("detections", value);
            return detections with { Boxes = ImmutableArray.CreateRange(detections.Boxes, change) };
        };
    }

    private static int FirstBest(Detections detections, Func<int, double> score)
    {
        int best = 0;
        double highest = score(0);
        for (int i = 1; i < detections.Count; i++)
        {
            if (score(i) > highest)
            {
                best = i;
                highest = score(i);
            }
        }

        return best;
    }

    /// <summary>The rows in order; equal ones stay as they are, or are turned around together with all others. What is no number comes last.</summary>
    private static int[] Order(Detections detections, Func<Detections, int, double> key, bool isAscending)
    {
        var keys = new (double Key, int Row)[detections.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            double number = key(detections, i);
            keys[i] = (double.IsNaN(number) ? double.PositiveInfinity : number, i);
        }

        Array.Sort(keys);
        var rows = Array.ConvertAll(keys, entry => entry.Row);
        if (!isAscending)
        {
            Array.Reverse(rows);
        }

        return rows;
    }
}
