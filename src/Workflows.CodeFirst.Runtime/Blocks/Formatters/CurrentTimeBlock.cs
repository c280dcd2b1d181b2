using System.Globalization;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Tells the time in a time zone.</summary>
internal sealed class CurrentTimeBlock : Block<CurrentTimeV1.Arguments, CurrentTimeV1.Results>
{
    public override CurrentTimeV1.Results Run(in CurrentTimeV1.Arguments arguments, BlockContext context)
    {
        var now = TimeZoneInfo.ConvertTime(context.Clock.GetUtcNow(), Zone(arguments.Timezone.ToText()));
        return new(
            now,
            PythonText.Iso(now),
            now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            now.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static TimeZoneInfo Zone(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"This machine does not know the time zone '{name}'; install its time zone data.", e);
        }
    }
}
