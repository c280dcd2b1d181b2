namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>A clock that stands still until it is set or moved on.</summary>
internal sealed class RecordedClock : TimeProvider
{
    private DateTimeOffset now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Sets the clock to seconds since 1970, exact to the microsecond.</summary>
    public void Set(double seconds) =>
        now = DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * TimeSpan.MicrosecondsPerSecond) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;
}
