using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Signing;

namespace Pipeline.Simulator.Tests.Aws;

/// <summary>Calls a world's AWS side with requests signed by the AWS SDK.</summary>
internal sealed class AwsCaller(SimulatedWorld world, AWSCredentials credentials, string region = "us-east-1") : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = world.AwsEndpoint };

    public DateTime? SignedAt { get; init; }

    public static AwsCaller Of(SimulatedWorld world, string region = "us-east-1") => new(world, Own(world), region);

    public static AWSCredentials Own(SimulatedWorld world) =>
        new BasicAWSCredentials(world.Environment["AWS_ACCESS_KEY_ID"], world.Environment["AWS_SECRET_ACCESS_KEY"]);

    public Task<AwsAnswer> ListAsync(string kind, string? token = null, int? most = null, string? model = null) => CloudControlAsync(
        "ListResources", new { TypeName = kind, NextToken = token, MaxResults = most, ResourceModel = model });

    public Task<AwsAnswer> GetAsync(string kind, string identifier) =>
        CloudControlAsync("GetResource", new { TypeName = kind, Identifier = identifier });

    public Task<AwsAnswer> CloudControlAsync(string operation, object body) =>
        JsonAsync("cloudcontrolapi", "CloudApiService." + operation, body, "application/x-amz-json-1.0");

    /// <summary>All resources of a kind, page after page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAllAsync(string kind, int? most = null)
    {
        var found = new List<JsonElement>();
        string? token = null;
        do
        {
            var page = await ListAsync(kind, token, most);
            Assert.Equal(200, page.Status);
            found.AddRange(page.Body.GetProperty("ResourceDescriptions").EnumerateArray());
            token = page.Body.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return found;
    }

    public Task<AwsAnswer> JsonAsync(string service, string target, object body, string type = "application/x-amz-json-1.1") =>
        SendAsync(service, HttpMethod.Post, "/", JsonSerializer.SerializeToUtf8Bytes(body, Omit.Nulls), type, target);

    public async Task<AwsAnswer> SendAsync(string service, HttpMethod method, string path, byte[] body, string? type = null, string? target = null)
    {
        var address = new Uri(world.AwsEndpoint, path);
        var signing = new AWSSigningRequest { HttpMethod = method, RequestUri = address, Content = body };
        if (target is not null)
        {
            signing.Headers["X-Amz-Target"] = target;
        }

        var signed = await AWSSigV4Signer.SignAsync(
            signing,
            new AWSSigV4Parameters
            {
                Credentials = credentials, Region = Amazon.RegionEndpoint.GetBySystemName(region), Service = service, SignPayload = true, SignedAt = SignedAt,
            },
            TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(Tamper(body)) };
        foreach (var (name, value) in signing.Headers.Concat(signed.Headers).DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Func<byte[], byte[]> Tamper { get; init; } = body => body;

    public void Dispose() => http.Dispose();

    private static class Omit
    {
        public static JsonSerializerOptions Nulls { get; } = new()
        {
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        };
    }
}
