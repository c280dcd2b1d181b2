namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>What a <see cref="ByteTracker"/> goes by.</summary>
/// <param name="ActivationThreshold">Detections above this confidence are matched first; to start a track, one needs 0.1 more.</param>
/// <param name="LostFrames">How many frames a track survives without a detection.</param>
/// <param name="MatchingThreshold">How unlike a track a detection may be to continue it, 0 to 1.</param>
/// <param name="ConsecutiveFrames">After how many frames in a row a track gets an identifier.</param>
internal sealed record ByteTrackerSettings(double ActivationThreshold, int LostFrames, double MatchingThreshold, long ConsecutiveFrames);

/// <summary>
/// Follows boxes from frame to frame. ByteTrack: Y. Zhang and others, "ByteTrack: multi-object tracking by associating every detection box"
/// (2022), in the variant of the library supervision, whose identifiers come out the same: overlap in single precision, the order in which
/// new tracks are numbered, and tracks that are still matched in the frame after they were given up.
/// </summary>
internal sealed class ByteTracker(ByteTrackerSettings settings)
{
    private const double LowestScore = 0.1, StartMargin = 0.1;
    private const double SecondThreshold = 0.5, UnconfirmedThreshold = 0.7, OutputThreshold = 0.5, DuplicateThreshold = 0.15;

    private readonly TrackMatcher matcher = new();
    private readonly List<Candidate> strong = [], weak = [];
    private readonly List<Track> tracked = [], lost = [], pool = [], unconfirmed = [], remaining = [], seen = [], found = [], newlyLost = [];
    private readonly HashSet<Track> known = [];
    private List<Track> removed = [];
    private int frame;
    private int nextId = 1;

    /// <summary>Takes the detections of the next frame.</summary>
    /// <param name="boxes">The boxes, in pixels.</param>
    /// <param name="scores">The confidences.</param>
    /// <param name="ids">Gets for each detection the identifier of its track, or <see cref="Track.NoId"/>.</param>
    public void Update(ReadOnlySpan<Box> boxes, ReadOnlySpan<double> scores, Span<int> ids)
    {
        frame++;
        Sort(boxes, scores);
        Follow();
        FinishFrame();
        Assign(boxes, ids);
    }

    private void Sort(ReadOnlySpan<Box> boxes, ReadOnlySpan<double> scores)
    {
        strong.Clear();
        weak.Clear();
        for (int i = 0; i < boxes.Length; i++)
        {
            if (scores[i] > settings.ActivationThreshold)
            {
                strong.Add(new(new(boxes[i]), scores[i]));
            }
            else if (scores[i] > LowestScore && scores[i] < settings.ActivationThreshold)
            {
                weak.Add(new(new(boxes[i]), scores[i]));
            }
        }

        pool.Clear();
        unconfirmed.Clear();
        known.Clear();
        foreach (var track in tracked)
        {
            (track.IsActivated ? pool : unconfirmed).Add(track);
        }

        known.UnionWith(pool);
        foreach (var track in lost)
        {
            if (known.Add(track))
            {
                pool.Add(track);
            }
        }

        foreach (var track in pool)
        {
            track.Predict();
        }
    }

    private void Follow()
    {
        seen.Clear();
        newlyLost.Clear();
        found.Clear();
        matcher.Match(pool, strong, isScored: true, settings.MatchingThreshold);
        foreach (var (row, column) in matcher.Matches)
        {
            (pool[row].State == TrackState.Tracked ? seen : found).Add(pool[row]);
            See(pool[row], strong[column]);
        }

        remaining.Clear();
        foreach (int row in matcher.UnmatchedRows)
        {
            if (pool[row].State == TrackState.Tracked)
            {
                remaining.Add(pool[row]);
            }
        }

        int[] left = [.. matcher.UnmatchedColumns];
        matcher.Match(remaining, weak, isScored: false, SecondThreshold);
        foreach (var (row, column) in matcher.Matches)
        {
            See(remaining[row], weak[column]);
            seen.Add(remaining[row]);
        }

        foreach (int row in matcher.UnmatchedRows)
        {
            remaining[row].State = TrackState.Lost;
            newlyLost.Add(remaining[row]);
        }

        weak.Clear();
        foreach (int column in left)
        {
            weak.Add(strong[column]);
        }

        matcher.Match(unconfirmed, weak, isScored: true, UnconfirmedThreshold);
        foreach (var (row, column) in matcher.Matches)
        {
            See(unconfirmed[row], weak[column]);
            seen.Add(unconfirmed[row]);
        }

        foreach (int row in matcher.UnmatchedRows)
        {
            unconfirmed[row].State = TrackState.Removed;
        }

        foreach (int column in matcher.UnmatchedColumns)
        {
            if (weak[column].Score >= settings.ActivationThreshold + StartMargin)
            {
                seen.Add(Start(weak[column]));
            }
        }

        // What was found again comes after what was followed without a break.
        seen.AddRange(found);
    }

    private Track Start(Candidate candidate)
    {
        var track = new Track(candidate.Box, frame);
        if (settings.ConsecutiveFrames == 1)
        {
            track.Id = nextId++;
        }

        return track;
    }

    private void See(Track track, Candidate candidate)
    {
        bool wasTracked = track.State == TrackState.Tracked;
        track.See(candidate.Box, frame);
        if (wasTracked && track.Length == settings.ConsecutiveFrames)
        {
            track.IsActivated = true;
            track.Id = track.Id == Track.NoId ? nextId++ : track.Id;
        }
    }

    /// <summary>Moves tracks between the lists.</summary>
    private void FinishFrame()
    {
        var nowRemoved = new List<Track>();
        foreach (var track in unconfirmed)
        {
            if (track.State == TrackState.Removed)
            {
                nowRemoved.Add(track);
            }
        }

        foreach (var track in lost)
        {
            if (frame - track.Frame > settings.LostFrames)
            {
                track.State = TrackState.Removed;
                nowRemoved.Add(track);
            }
        }

        tracked.RemoveAll(static track => track.State != TrackState.Tracked);
        known.Clear();
        known.UnionWith(tracked);
        foreach (var track in seen)
        {
            if (known.Add(track))
            {
                tracked.Add(track);
            }
        }

        // Those that are given up in this frame stay for one more, as in the reference: `removed` are those of the frame before.
        lost.RemoveAll(known.Contains);
        lost.AddRange(newlyLost);
        known.Clear();
        known.UnionWith(removed);
        lost.RemoveAll(known.Contains);
        removed = nowRemoved;
        RemoveDuplicates();
    }

    /// <summary>Of a followed and a lost track in the same place, only the older one stays.</summary>
    private void RemoveDuplicates()
    {
        if (tracked.Count == 0 || lost.Count == 0)
        {
            return;
        }

        known.Clear();
        foreach (var mine in tracked)
        {
            var corners = mine.Corners;
            foreach (var other in lost)
            {
                if (1 - Overlaps.Of(corners, other.Corners) < DuplicateThreshold)
                {
                    known.Add(mine.Age > other.Age ? other : mine);
                }
            }
        }

        tracked.RemoveAll(known.Contains);
        lost.RemoveAll(known.Contains);
    }

    /// <summary>Finds out to which detection each track belongs: by place, as tracks do not remember their detections.</summary>
    private void Assign(ReadOnlySpan<Box> boxes, Span<int> ids)
    {
        ids.Fill(Track.NoId);
        remaining.Clear();
        foreach (var track in tracked)
        {
            if (track.IsActivated)
            {
                remaining.Add(track);
            }
        }

        matcher.Match(boxes, remaining, OutputThreshold);
        foreach (var (row, column) in matcher.Matches)
        {
            ids[row] = remaining[column].Id;
        }
    }
}
