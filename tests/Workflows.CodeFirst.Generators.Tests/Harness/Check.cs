namespace Workflows.CodeFirst.Generators.Tests.Harness;

internal static class Check
{
    /// <summary>Fails with all of <paramref name="found"/> in the message, which a collection assertion would cut short.</summary>
    public static void None(IEnumerable<object> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all.Take(30)));
    }
}
