using System.Net.Http.Headers;
using System.Text;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Where manifests are imported from: a file, a folder of files, or an inference server.</summary>
internal static class ImportSource
{
    private const string Describe = "/workflows/blocks/describe";

    private static readonly string[] Endings = [".txt", ".md", ".json"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name of each source with its text.</summary>
    /// <exception cref="InputException">A source cannot be read.</exception>
    public static async Task<IReadOnlyList<(string Name, string Text)>> ReadAsync(IEnumerable<string> sources, HttpMessageHandler? network, CancellationToken cancellation)
    {
        var texts = new List<(string, string)>();
        foreach (string source in sources)
        {
            if (source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                texts.Add((source, await FetchAsync(source, network, cancellation).ConfigureAwait(false)));
            }
            else
            {
                texts.AddRange(Files(source).Select(static file => (file, ReadFile(file))));
            }
        }

        return texts;
    }

    /// <summary>The families that a text describes: a page of documentation, or what a server answers.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static IReadOnlyList<ImportedFamily> Parse(string name, string text)
    {
        string start = text.TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        return start switch
        {
            "" => throw new InputException($"{name}:1: The text is empty."),
            ['{' or '[', ..] => DescribeResponse.Read(name, text),
            ['<', ..] => throw new InputException($"{name}:1: This is HTML; a page's text is needed, as a browser saves it."),
            _ => [DocumentationPage.Read(name, text.TrimStart('\uFEFF'))],
        };
    }

    private static string[] Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        string[] files = [.. Directory.EnumerateFiles(path).Where(static file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException($"The folder '{path}' has no pages or answers: *.txt, *.md or *.json.");
    }

    private static string ReadFile(string file)
    {
        try
        {
            return Strict.GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{file}:1: This is not text in UTF-8.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read '{file}': {problem.Message}");
        }
    }

    private static async Task<string> FetchAsync(string address, HttpMessageHandler? network, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw new InputException($"'{address}' is no address.");
        }

        uri = uri.AbsolutePath == "/" ? new Uri(uri, Describe) : uri;
        using var client = network is null ? new HttpClient() : new HttpClient(network, disposeHandler: false);
        client.Timeout = TimeSpan.FromSeconds(60);
        try
        {
            bool asks = uri.AbsolutePath.EndsWith(Describe, StringComparison.Ordinal);
            using var body = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
            using var answer = asks
                ? await client.PostAsync(uri, body, cancellation).ConfigureAwait(false)
                : await client.GetAsync(uri, cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false)
                : throw new InputException($"{uri} answers {(int)answer.StatusCode} {answer.ReasonPhrase}. Is an inference server running there?");
        }
        catch (HttpRequestException problem)
        {
            throw new InputException($"Cannot reach {uri}: {problem.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InputException($"{uri} does not answer within {client.Timeout.TotalSeconds:0} seconds.");
        }
    }
}
