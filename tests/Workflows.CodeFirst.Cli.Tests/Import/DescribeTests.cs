using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Cli.Tests.Import;

/// <summary>The answers of inference servers become manifests, and broken answers an explanation.</summary>
public sealed class DescribeTests
{
    private static readonly string Answer = File.ReadAllText(RepositoryFiles.Path("tests", "data", "manifest-import", "describe.json"));

    [Fact]
    public void A_known_block_agrees_with_its_manifest_and_a_new_one_becomes_one()
    {
        var import = ManifestImport.Make(DescribeResponse.Read("describe.json", Answer), Pages.Manifests, null);
        Assert.Empty(import.Differences);
        var (file, manifest) = Assert.Single(import.New);
        Assert.Equal(Path.Combine(Pages.Manifests, "sink", "parcel_labels.json"), file);
        var expected = JsonNode.Parse("""
            {
              "family": "Parcel Labels",
              "name": "ParcelLabels",
              "category": "sink",
              "summary": "Prints labels.",
              "versions": [
                {
                  "version": 2,
                  "type": "warehouse/parcel_labels@v2",
                  "aliases": ["ParcelLabels"],
                  "engine": ">=1.3.0,<2.0.0",
                  "deprecated": "Printers are gone.",
                  "properties": [
                    { "name": "picture", "required": true, "description": "The picture.", "accepts": [{ "selector": ["image"], "from": "input", "batch": true }] },
                    {
                      "name": "printer",
                      "default": "left",
                      "description": "Which one.",
                      "private": true,
                      "accepts": [{ "literal": "string", "enum": ["left", "right"] }, { "selector": ["string"] }]
                    },
                    {
                      "name": "copies",
                      "default": 1,
                      "description": "How many.",
                      "requiredWhen": { "printer": ["left"] },
                      "relevantFor": { "picture": { "kinds": ["image"] } },
                      "accepts": [{ "literal": "integer" }, { "selector": ["integer"], "from": "step" }, { "literal": "null" }],
                      "bounds": { "minimum": 1, "maximum": 9 }
                    },
                    { "name": "fonts", "description": "Not described.", "accepts": [{ "literal": "list", "items": [{ "literal": "string" }], "minItems": 1 }] },
                    { "name": "size", "default": [1, 2.5], "description": "Not described.", "accepts": [{ "literal": "tuple", "items": [[{ "literal": "integer" }], [{ "literal": "float", "minimum": 0 }]] }] },
                    {
                      "name": "texts",
                      "default": {},
                      "description": "Not described.",
                      "keysBoundIn": "fonts",
                      "accepts": [{ "literal": "dict", "values": [{ "selector": ["*"] }, { "literal": "boolean" }] }]
                    },
                    { "name": "filter", "default": null, "description": "Not described.", "hidden": true, "accepts": [{ "literal": "object", "schema": "StatementGroup" }, { "literal": "null" }] },
                    { "name": "look", "required": true, "description": "Not described.", "accepts": [{ "literal": "string", "enum": ["plain"] }] },
                    { "name": "after", "required": true, "description": "Not described.", "accepts": [{ "literal": "list", "items": [{ "target": true }] }] },
                    { "name": "anything", "description": "Not described.", "accepts": [{ "literal": "any" }] }
                  ],
                  "batch": { "offsets": { "picture": 1 }, "reference": "picture", "outputOffset": -1 },
                  "outputs": [{ "name": "done", "kinds": ["boolean", "string"], "description": "Whether it is done." }],
                  "controlsFlow": true
                }
              ]
            }
            """)!;
        Assert.Equal(CompactJson.Format(expected), CompactJson.Format(manifest));
        Assert.Empty(Generated.Problems(manifest));
    }

    [Theory]
    [InlineData("\"type\": \"number\"", "\"type\": \"integer\"", "mask_opacity", "accepts")]
    [InlineData("\"le\": 1.0", "\"le\": 2.0", "mask_opacity", "bounds")]
    [InlineData("\"default\": 0.0", "\"default\": 0.5", "mask_opacity", "default")]
    [InlineData("\"required\": [\"type\", \"name\", \"images\", \"predictions\"]", "\"required\": [\"type\", \"name\", \"images\"]", "predictions", "required")]
    [InlineData("\"output_dimensionality_offset\": 1", "\"output_dimensionality_offset\": 0", null, "outputOffset")]
    [InlineData("\"block_type\": \"transformation\"", "\"block_type\": \"model\"", null, "category")]
    [InlineData("\"manifest_type_identifier_aliases\": [\"DynamicCrop\", \"Crop\"]", "\"manifest_type_identifier_aliases\": [\"Crop\"]", null, "aliases")]
    public void What_a_server_states_otherwise_is_listed(string from, string to, string? property, string what)
    {
        Assert.Contains(from, Answer, StringComparison.Ordinal);
        int at = Answer.IndexOf(from, StringComparison.Ordinal);
        string changed = Answer[..at] + to + Answer[(at + from.Length)..];
        var difference = Assert.Single(ManifestImport.Make(DescribeResponse.Read("describe.json", changed), Pages.Manifests, null).Differences);
        Assert.Equal((property, what), (difference.Property, difference.What));
    }

    [Theory]
    [InlineData("\"block_schema\"", "\"schema\"", "$.blocks[0]: it lacks 'block_schema'")]
    [InlineData("\"manifest_type_identifier\": \"roboflow_core/dynamic_crop@v1\"", "\"manifest_type_identifier\": 7", "$.blocks[0].manifest_type_identifier: a text should stand here")]
    [InlineData("#/$defs/StatementGroup", "#/$defs/Nothing", "there is no '#/$defs/Nothing' in this schema")]
    [InlineData("\"enum\": [\"left\", \"right\"]", "\"enum\": [1, 2]", "the values of an enumeration should be texts")]
    [InlineData("\"type\": \"number\"", "\"type\": \"nombre\"", "'nombre' is no type of JSON")]
    public void A_broken_answer_is_refused_at_its_place(string from, string to, string message)
    {
        Assert.Contains(from, Answer, StringComparison.Ordinal);
        string problem = Pages.Problem(() => DescribeResponse.Read("describe.json", Answer.Replace(from, to, StringComparison.Ordinal)));
        Assert.StartsWith("describe.json: $.blocks[", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    // Whatever is retyped or dropped: an explanation or a reading, never another exception.
    [Fact]
    public void Every_mutation_is_read_or_refused()
    {
        var root = JsonNode.Parse(Answer)!;
        int tried = 0;
        foreach (string path in Paths(root).ToList())
        {
            foreach (JsonNode? value in new JsonNode?[] { null, JsonValue.Create("text"), JsonValue.Create(-1), new JsonObject(), new JsonArray(), new JsonArray(1) })
            {
                var mutant = root.DeepClone();
                Set(mutant, path, value?.DeepClone());
                try
                {
                    DescribeResponse.Read("describe.json", mutant.ToJsonString());
                }
                catch (InputException problem)
                {
                    Assert.StartsWith("describe.json: $", problem.Message, StringComparison.Ordinal);
                }

                tried++;
            }
        }

        Assert.True(tried > 1000);

        static IEnumerable<string> Paths(JsonNode? node) => node switch
        {
            JsonObject members => members.SelectMany(member => Paths(member.Value).Select(inner => $"/{member.Key.Replace("/", "~1", StringComparison.Ordinal)}{inner}").Prepend("/" + member.Key.Replace("/", "~1", StringComparison.Ordinal))),
            JsonArray items => items.SelectMany((item, i) => Paths(item).Select(inner => $"/{i}{inner}").Prepend($"/{i}")),
            _ => [],
        };

        static void Set(JsonNode root, string path, JsonNode? value)
        {
            string[] steps = [.. path.Split('/')[1..].Select(step => step.Replace("~1", "/", StringComparison.Ordinal))];
            var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
            if (parent is JsonArray items)
            {
                items[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value;
            }
            else
            {
                parent[steps[^1]] = value;
            }
        }
    }

    [Fact]
    public async Task A_server_is_asked_for_its_blocks()
    {
        using var server = new Server(request => new(HttpStatusCode.OK) { Content = new StringContent($"{{ \"blocks\": [], \"asked\": \"{request.Method} {request.RequestUri}\" }}") });
        var (name, text) = Assert.Single(await ImportSource.ReadAsync(["http://localhost:9001"], server, TestContext));
        Assert.Equal("http://localhost:9001", name);
        Assert.Contains("POST http://localhost:9001/workflows/blocks/describe", text, StringComparison.Ordinal);
        Assert.Empty(ImportSource.Parse(name, text));
    }

    [Fact]
    public async Task A_server_that_fails_is_named()
    {
        using var failing = new Server(_ => new(HttpStatusCode.InternalServerError));
        Assert.Contains("answers 500", (await Assert.ThrowsAsync<InputException>(() => ImportSource.ReadAsync(["http://localhost:9001/"], failing, TestContext))).Message, StringComparison.Ordinal);
        using var absent = new Server(_ => throw new HttpRequestException("Connection refused"));
        Assert.Contains("Cannot reach http://localhost:9001/workflows/blocks/describe", (await Assert.ThrowsAsync<InputException>(() => ImportSource.ReadAsync(["http://localhost:9001/"], absent, TestContext))).Message, StringComparison.Ordinal);
    }

    private static CancellationToken TestContext => CancellationToken.None;

    private sealed class Server(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
