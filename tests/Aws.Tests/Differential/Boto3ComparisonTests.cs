using System.Text;
using System.Text.Json;
using Pipeline.Aws.Tests.Python;
using Pipeline.Aws.Tests.Wire;

namespace Pipeline.Aws.Tests.Differential;

/// <summary>The same calls through boto3 and through this client must give the same text, the order of keys included.</summary>
public sealed class Boto3ComparisonTests(ITestOutputHelper output)
{
    /// <summary>What moto makes anew on each call.</summary>
    private static readonly HashSet<string> Volatile = ["LatestRestorableTime"];

    [Fact]
    public async Task CallAsync_AgainstMoto_GivesWhatBoto3Gives()
    {
        await PythonScript.RequireBotocoreAsync();
        await PythonScript.RequireAsync("boto3", "moto.server", "flask");
        using var moto = await MotoServer.StartAsync();
        using var client = new AwsClient(
            new AwsClientOptions { Environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = moto.Url } },
            TimeProvider.System);
        var differences = new List<string>();
        var calls = await PythonScript.RunAsync("moto_calls.py", moto.Url);

        foreach (var call in calls)
        {
            var expected = call.TryGetProperty("error", out var code) ? code.GetString()! : Stable(call.GetProperty("result").GetString()!);
            var actual = await AnswerAsync(client, call);
            if (actual != expected)
            {
                differences.Add($"{call.GetProperty("service")} {call.GetProperty("operation")}\n  boto3 {expected}\n  ours  {actual}");
            }
        }

        output.WriteLine($"{calls.Count} calls compared, {differences.Count} differ");
        Assert.True(calls.Count >= 40);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<string> AnswerAsync(AwsClient client, JsonElement call)
    {
        try
        {
            var response = await client.CallAsync(
                Calls.Create(
                    call.GetProperty("service").GetString()!,
                    call.GetProperty("operation").GetString()!,
                    call.GetProperty("parameters").GetRawText()),
                TestContext.Current.CancellationToken);
            return Stable(response.Text());
        }
        catch (AwsException error)
        {
            return error.Code;
        }
    }

    private static string Stable(string json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Copy(JsonElement.Parse(json), writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Copy(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().Where(member => !Volatile.Contains(member.Name)))
                {
                    writer.WritePropertyName(member.Name);
                    Copy(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Copy(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(element.GetRawText());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
