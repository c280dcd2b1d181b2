namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Keeps secrets out of results.</summary>
internal static class Secrets
{
    private const string Stars = "********";
    private const int ShownEnd = 2;

    /// <summary>The first and last two characters of a long secret, nothing of a short one.</summary>
    public static string Mask(string secret) =>
        secret.Length < Stars.Length ? Stars : string.Concat(secret.AsSpan(0, ShownEnd), Stars, secret.AsSpan(secret.Length - ShownEnd));
}
