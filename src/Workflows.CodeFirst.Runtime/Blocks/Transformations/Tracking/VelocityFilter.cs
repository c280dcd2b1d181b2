namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>
/// A Kalman filter for the velocities of tracks, each measured as the mean of its latest measurements. Noise is the same in both directions, so that
/// one variance a track stands for the matrix. A track that is not measured loses one measurement a frame, and is forgotten with the last.
/// </summary>
/// <param name="window">How many measurements make the mean.</param>
internal sealed class VelocityFilter(long window)
{
    private const double ProcessNoise = 0.001, MeasurementNoise = 0.01;

    private readonly OrderedDictionary<int, Track> tracks = [];

    /// <summary>Whether a track is still followed.</summary>
    public bool Knows(int track) => tracks.ContainsKey(track);

    /// <summary>Takes the measurements of the next frame.</summary>
    /// <returns>The velocities of all tracks, also of those that are forgotten now.</returns>
    public List<(int Track, (double X, double Y) Velocity)> Update(OrderedDictionary<int, (double X, double Y)> measured)
    {
        foreach (var (id, velocity) in measured)
        {
            if (tracks.TryGetValue(id, out var known))
            {
                known.Measure(velocity, window);
            }
            else
            {
                tracks[id] = new(velocity, window);
            }
        }

        var predicted = new List<(int Track, (double X, double Y) Velocity)>(tracks.Count);
        var forgotten = new List<int>();
        foreach (var (id, track) in tracks)
        {
            predicted.Add((id, track.Predict()));
            if (!measured.ContainsKey(id) && !track.Forget())
            {
                forgotten.Add(id);
            }
        }

        foreach (int id in forgotten)
        {
            tracks.Remove(id);
        }

        return predicted;
    }

    private sealed class Track
    {
        private readonly LinkedList<(double X, double Y)> history = new();
        private (double X, double Y) velocity;
        private double variance = 1;

        public Track((double X, double Y) velocity, long window)
        {
            this.velocity = velocity;
            Remember(velocity, window);
        }

        public void Measure((double X, double Y) measured, long window)
        {
            Remember(measured, window);
            double x = 0, y = 0;
            foreach (var item in history)
            {
                x += item.X;
                y += item.Y;
            }

            double gain = variance / (variance + MeasurementNoise);
            velocity = (velocity.X + gain * (x / history.Count - velocity.X), velocity.Y + gain * (y / history.Count - velocity.Y));
            variance -= gain * variance;
        }

        public (double X, double Y) Predict()
        {
            variance += ProcessNoise;
            return velocity;
        }

        /// <summary>Forgets the latest measurement; false when none is left.</summary>
        public bool Forget()
        {
            if (history.Count > 0)
            {
                history.RemoveFirst();
            }

            return history.Count > 0;
        }

        private void Remember((double X, double Y) measured, long window)
        {
            history.AddFirst(measured);
            while (history.Count > Math.Max(1, window))
            {
                history.RemoveLast();
            }
        }
    }
}
