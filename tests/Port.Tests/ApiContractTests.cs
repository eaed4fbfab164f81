using System.Text;
using Pipeline.Tests.PortApi;

namespace Pipeline.Port.Tests;

/// <summary>The check that all other tests rely on can fail.</summary>
public sealed class ApiContractTests
{
    private const string Bulk = "/v1/blueprints/b/entities/bulk";

    [Fact]
    public void Check_RequestOfTheApi_Passes() =>
        Check(Request("POST", Bulk, "?upsert=true&merge=true", """{"entities":[{"identifier":"a","title":null}]}"""));

    [Theory]
    [InlineData("POST", Bulk, "?merge=true", """{"entities":[]}""")]
    [InlineData("POST", Bulk, "?upsert=True", """{"entities":[]}""")]
    [InlineData("POST", Bulk, "?upsert=true&invented=1", """{"entities":[]}""")]
    [InlineData("POST", Bulk, "?upsert=true", """{"items":[]}""")]
    [InlineData("POST", Bulk, "?upsert=true", """{"entities":[{"identifier":"a b"}]}""")]
    [InlineData("POST", Bulk, "?upsert=true", """{"entities":[{"identifier":"a","relations":{"r":{}}}]}""")]
    [InlineData("PUT", "/v1/blueprints/b/entities", "", """{"entities":[]}""")]
    [InlineData("POST", "/v1/invented", "", "{}")]
    [InlineData("GET", "/v1/organization", "", "{}")]
    [InlineData("POST", "/v1/blueprints/b/bulk/entities/delete", "?delete_dependents=true", """{"entities":[]}""")]
    [InlineData("POST", "/v1/blueprints/b/entities/search", "", """{"query":{"combinator":"and","rules":[]},"limit":5000}""")]
    [InlineData("POST", "/v1/auth/access_token", "", """{"clientId":"a"}""")]
    [InlineData("POST", "/v1/auth/access_token", "", "")]
    public void Check_RequestOutsideTheApi_Fails(string method, string path, string query, string body) =>
        Assert.Throws<InvalidOperationException>(() => Check(Request(method, path, query, body)));

    private static void Check(StubRequest request)
    {
        Assert.SkipWhen(PortApiDocument.Instance is null, "Port's API description is not beside the repository.");
        StubPort.MustBeOfTheApi(request);
    }

    private static StubRequest Request(string method, string path, string query, string body) =>
        new(method, path, query, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body), default);
}
