using System.Buffers;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst;

/// <summary>
/// Follows the borders of 8-connected objects and of their holes (Suzuki and Abe, "Topological structural analysis of digitized binary
/// images by border following", 1985) and keeps the points at which the direction changes. Start points, directions, points and order are
/// those of OpenCV's <c>findContours</c> with <c>CHAIN_APPROX_SIMPLE</c>.
/// </summary>
internal sealed class ContourTracer : IDisposable
{
    private const int Frame = 1;

    // Eight directions counter-clockwise from east, twice, so that a search may start anywhere.
    private static ReadOnlySpan<sbyte> StepX => [1, 1, 0, -1, -1, -1, 0, 1, 1, 1, 0, -1, -1, -1, 0, 1];

    private static ReadOnlySpan<sbyte> StepY => [0, -1, -1, -1, 0, 1, 1, 1, 0, -1, -1, -1, 0, 1, 1, 1];

    // A thread traces one mask after the other; its tracer keeps the lists that have grown.
    [ThreadStatic]
    private static ContourTracer? idle;

    private readonly int[] steps = new int[16];
    private readonly List<Contour> contours = [];
    private readonly List<Point> points = [];
    private BitPlane bits;
    private bool tracesHoles;
    private int stride;
    private int[] labels = [];

    private ContourTracer()
    {
    }

    /// <summary>The contours in the order in which they were found; <see cref="Order"/> tells the order in which they are listed.</summary>
    public IReadOnlyList<Contour> Contours => contours;

    /// <summary>Traces all contours of a plane. Dispose the result.</summary>
    public static ContourTracer Trace(BitPlane bits, MaskContours kind)
    {
        var tracer = idle ?? new();
        idle = null;
        tracer.Start(bits, kind);
        tracer.FillLabels();
        for (int y = 0; y < bits.Height; y++)
        {
            tracer.ScanRow(y);
        }

        return tracer;
    }

    /// <summary>The points of a contour, relative to the plane.</summary>
    public ReadOnlySpan<Point> PointsOf(Contour contour) => CollectionsMarshal.AsSpan(points).Slice(contour.Start, contour.Length);

    /// <summary>The points of the first listed contour that has the most; empty when there is none.</summary>
    public ReadOnlySpan<Point> MostPoints()
    {
        // The order of listing is the reverse of the order of finding.
        var most = default(Contour);
        foreach (var contour in CollectionsMarshal.AsSpan(contours))
        {
            most = contour.Length >= most.Length ? contour : most;
        }

        return PointsOf(most);
    }

    /// <summary>
    /// Indices into <see cref="Contours"/> as OpenCV lists them: each contour before those inside it, neighbours last found first.
    /// </summary>
    public int[] Order()
    {
        var order = new int[contours.Count];
        int count = 0;
        var open = new Stack<int>();

        // Pushed in the order found, so that the last found is visited first. A contour's parent always has a smaller index.
        var children = new List<int>[contours.Count];
        for (int i = 0; i < contours.Count; i++)
        {
            if (contours[i].Parent < 0)
            {
                open.Push(i);
            }
            else
            {
                (children[contours[i].Parent] ??= []).Add(i);
            }
        }

        while (open.TryPop(out int i))
        {
            order[count++] = i;
            foreach (int child in children[i] ?? [])
            {
                open.Push(child);
            }
        }

        return order;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(labels);
        (labels, bits) = ([], default);
        contours.Clear();
        points.Clear();
        idle = this;
    }

    private void Start(BitPlane plane, MaskContours kind)
    {
        bits = plane;
        tracesHoles = kind == MaskContours.All;
        stride = bits.Width + 2;
        int size = stride * (bits.Height + 2);
        labels = ArrayPool<int>.Shared.Rent(size);
        labels.AsSpan(0, size).Clear();
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = StepY[i] * stride + StepX[i];
        }
    }

    private void FillLabels()
    {
        for (int y = 0; y < bits.Height; y++)
        {
            var row = bits.Row(y);
            for (int x = BitPlane.Next(row, 0, true, bits.Width); x < bits.Width;)
            {
                int end = BitPlane.Next(row, x, false, bits.Width);
                labels.AsSpan((y + 1) * stride + x + 1, end - x).Fill(1);
                x = BitPlane.Next(row, end, true, bits.Width);
            }
        }
    }

    private void ScanRow(int y)
    {
        var row = bits.Row(y);
        int offset = (y + 1) * stride + 1;

        // The label of the last border pixel to the left; 0 stands for the frame.
        int last = 0;
        for (int x = BitPlane.Next(row, 0, true, bits.Width); x < bits.Width;)
        {
            int end = BitPlane.Next(row, x, false, bits.Width);
            if (labels[offset + x] == 1 && (tracesHoles || last <= 0))
            {
                Follow(x, y, isHole: false, last);
            }

            last = LastBorder(offset + x, offset + end - 1, last);
            if (tracesHoles && labels[offset + end - 1] > 0)
            {
                Follow(end - 1, y, isHole: true, last);
                last = labels[offset + end - 1];
            }

            x = BitPlane.Next(row, end, true, bits.Width);
        }
    }

    private int LastBorder(int first, int last, int otherwise)
    {
        for (int i = last; i >= first; i--)
        {
            if (labels[i] is not 1)
            {
                return labels[i];
            }
        }

        return otherwise;
    }

    private void Follow(int x, int y, bool isHole, int lastBorder)
    {
        int index = contours.Count;
        int start = points.Count;
        Walk(x, y, isHole, Frame + 1 + index);
        contours.Add(new(start, points.Count - start, ParentOf(isHole, lastBorder), isHole));
    }

    private int ParentOf(bool isHole, int lastBorder)
    {
        int neighbour = Math.Abs(lastBorder) - Frame - 1;
        if (neighbour < 0 || !tracesHoles)
        {
            return -1;
        }

        return contours[neighbour].IsHole == isHole ? contours[neighbour].Parent : neighbour;
    }

    private void Walk(int x, int y, bool isHole, int label)
    {
        int first = (y + 1) * stride + x + 1;
        int stop = isHole ? 0 : 4;
        int direction = stop;
        int second;
        do
        {
            direction = (direction - 1) & 7;
            second = first + steps[direction];
        }
        while (labels[second] == 0 && direction != stop);

        if (direction == stop)
        {
            labels[first] = -label;
            points.Add(new(x, y));
            return;
        }

        int current = first;
        int previousDirection = direction ^ 4;
        while (true)
        {
            int from = direction;
            int next;
            do
            {
                direction++;
                next = current + steps[direction];
            }
            while (labels[next] == 0);

            direction &= 7;

            // A pixel whose eastern neighbour was looked at and is unset ends the object there.
            if ((uint)(direction - 1) < (uint)from)
            {
                labels[current] = -label;
            }
            else if (labels[current] == 1)
            {
                labels[current] = label;
            }

            if (direction != previousDirection)
            {
                points.Add(new(x, y));
                previousDirection = direction;
            }

            x += StepX[direction];
            y += StepY[direction];
            if (next == first && current == second)
            {
                return;
            }

            current = next;
            direction = (direction + 4) & 7;
        }
    }

    /// <summary>A point relative to the plane.</summary>
    internal readonly record struct Point(int X, int Y);

    /// <summary>A border: where its points are, the border around it (-1 for none), and whether it runs around a hole.</summary>
    internal readonly record struct Contour(int Start, int Length, int Parent, bool IsHole);
}
