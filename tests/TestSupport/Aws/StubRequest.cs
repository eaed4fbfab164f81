using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Tests.Aws;

/// <summary>A call to AWS as it came over the wire: what was asked of whom stands in its signature's scope.</summary>
internal sealed record StubRequest(string Service, string Operation, string Region, string AccessKeyId, string Body)
{
    public const string HomeKey = "AKIAHOMEHOMEHOMEHOME";

    /// <summary>The account whose assumed role signed the call; null for the home keys.</summary>
    public string? Account => AccessKeyId == HomeKey ? null : AccessKeyId[4..];

    public string Form(string name) => QueryHelpers.ParseQuery(Body).TryGetValue(name, out var value) ? value.ToString() : string.Empty;

    public string? Json(string name) =>
        Body.Length > 0 && JsonElement.Parse(Body).TryGetProperty(name, out var value) ? value.ToString() : null;

    public static async Task<StubRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var credential = request.Headers.Authorization.ToString().Split("Credential=")[1].Split(',')[0].Split('/');
        return new StubRequest(credential[3], OperationOf(request, body), credential[2], credential[0], body);
    }

    private static string OperationOf(HttpRequest request, string body)
    {
        if (request.Headers.TryGetValue("X-Amz-Target", out var target))
        {
            return target.ToString().Split('.')[^1];
        }

        return QueryHelpers.ParseQuery(body).TryGetValue("Action", out var action) ? action.ToString() : request.Path.ToString();
    }
}
