namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>
/// A Kalman filter for a box that moves with constant velocity: centre, aspect ratio and height, each with its velocity. The filter of
/// N. Wojke, A. Bewley, D. Paulus, "Simple online and realtime tracking with a deep association metric" (2017), as ByteTrack uses it. All its
/// matrices couple a value with its own velocity only, so that it is four filters of two numbers, and the results are those of the 8 x 8
/// matrices.
/// </summary>
internal struct BoxMotion
{
    private const double PositionWeight = 1.0 / 20, VelocityWeight = 1.0 / 160;
    private const double AspectPositionNoise = 0.01, AspectVelocityNoise = 1e-5, AspectMeasurementNoise = 0.1;

    private Axis x, y, aspect, height;

    // A box that was only measured is in single precision, as detections are.
    private bool isMeasured;

    /// <summary>Starts with a first measurement, at rest.</summary>
    public BoxMotion(MeasuredBox box)
    {
        var (centerX, centerY, ratio, high) = box.CenterAspectHeight;
        double position = 2 * PositionWeight * high, velocity = 10 * VelocityWeight * high;
        x = new(centerX, position, velocity);
        y = new(centerY, position, velocity);
        aspect = new(ratio, AspectPositionNoise, AspectVelocityNoise);
        height = new(high, position, velocity);
        isMeasured = true;
    }

    /// <summary>Where the box is, in pixels.</summary>
    public readonly Box Corners
    {
        get
        {
            if (isMeasured)
            {
                float high = (float)height.Value, wide = (float)aspect.Value * high;
                float left = (float)x.Value - wide / 2, top = (float)y.Value - high / 2;
                return new(left, top, wide + left, high + top);
            }

            double width = aspect.Value * height.Value;
            double x1 = x.Value - width / 2, y1 = y.Value - height.Value / 2;
            return new(x1, y1, width + x1, height.Value + y1);
        }
    }

    /// <summary>Goes on by one frame.</summary>
    /// <param name="keepsGrowing">Whether the height goes on changing; not that of a box that was lost.</param>
    public void Predict(bool keepsGrowing)
    {
        if (!keepsGrowing)
        {
            height.Stop();
        }

        double position = PositionWeight * height.Value, velocity = VelocityWeight * height.Value;
        x.Predict(position, velocity);
        y.Predict(position, velocity);
        aspect.Predict(AspectPositionNoise, AspectVelocityNoise);
        height.Predict(position, velocity);
        isMeasured = false;
    }

    /// <summary>Takes a measurement into account.</summary>
    public void Update(MeasuredBox box)
    {
        var (centerX, centerY, ratio, high) = box.CenterAspectHeight;
        double noise = PositionWeight * height.Value;
        x.Update(centerX, noise);
        y.Update(centerY, noise);
        aspect.Update(ratio, AspectMeasurementNoise);
        height.Update(high, noise);
        isMeasured = false;
    }

    /// <summary>One value with its velocity and the covariances of both.</summary>
    private struct Axis(double value, double positionNoise, double velocityNoise)
    {
        private double velocity;
        private double positionVariance = positionNoise * positionNoise;
        private double covariance;
        private double velocityVariance = velocityNoise * velocityNoise;

        public double Value { get; private set; } = value;

        public void Stop() => velocity = 0;

        public void Predict(double positionNoise, double velocityNoise)
        {
            Value += velocity;
            positionVariance = positionVariance + covariance + (covariance + velocityVariance) + positionNoise * positionNoise;
            covariance += velocityVariance;
            velocityVariance += velocityNoise * velocityNoise;
        }

        public void Update(double measured, double noise)
        {
            double projected = positionVariance + noise * noise;
            double gain = positionVariance / projected, velocityGain = covariance / projected;
            double surprise = measured - Value;
            Value += surprise * gain;
            velocity += surprise * velocityGain;
            velocityVariance -= velocityGain * projected * velocityGain;
            covariance -= gain * projected * velocityGain;
            positionVariance -= gain * projected * gain;
        }
    }
}

/// <summary>A detection's box as the tracker measures it, in single precision.</summary>
internal readonly struct MeasuredBox
{
    private readonly float left, top, width, height;

    public MeasuredBox(in Box box)
    {
        left = (float)box.X1;
        top = (float)box.Y1;
        width = (float)(box.X2 - box.X1);
        height = (float)(box.Y2 - box.Y1);
    }

    /// <summary>The corners, in pixels.</summary>
    public Box Corners => new(left, top, width + left, height + top);

    /// <summary>Centre, width by height, and height.</summary>
    public (float X, float Y, float Aspect, float Height) CenterAspectHeight => (left + width / 2, top + height / 2, width / height, height);
}
