using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>Account Management: which regions an account uses.</summary>
internal sealed class AccountService(SimulatedOrganisation organisation) : IAwsService
{
    /// <summary>Most regions on a page: https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html.</summary>
    private const int PageSize = 50;

    private static readonly string[] OptIn =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
        "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
    ];

    private static readonly string[] Standard =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    public string SigningName => "account";

    public AwsProtocol Protocol => AwsProtocol.RestJson;

    public string ActionPrefix => "account";

    public AwsError? Answer(AwsCall call)
    {
        if (call.Operation != "ListRegions")
        {
            return AwsError.UnknownOperation(call.Operation);
        }

        using var request = JsonRequest.Parse(call.Body);
        var size = request.GetInt("MaxResults") ?? PageSize;
        if (size is < 1 or > PageSize)
        {
            return AwsError.Validation("MaxResults must be between 1 and 50.");
        }

        var wanted = request.GetStrings("RegionOptStatusContains");
        var regions = Standard.Concat(OptIn).Union(organisation.Regions).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Status: StatusOf(name)))
            .Where(region => wanted is null or [] || wanted.Contains(region.Status))
            .ToList();
        var first = 0;
        if (request.GetString("NextToken") is { } token
            && (!int.TryParse(token, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out first) || first > regions.Count))
        {
            return AwsError.Validation("NextToken is not valid.");
        }

        Write(call, regions, first, size);
        return null;
    }

    private static void Write(AwsCall call, List<(string Name, string Status)> regions, int first, int size)
    {
        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("Regions"u8);
        foreach (var (name, status) in regions.Skip(first).Take(size))
        {
            writer.WriteStartObject();
            writer.WriteString("RegionName"u8, name);
            writer.WriteString("RegionOptStatus"u8, status);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (first + size < regions.Count)
        {
            writer.WriteString("NextToken"u8, (first + size).ToString("x8", CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    private string StatusOf(string region) =>
        !organisation.Regions.Contains(region) ? "DISABLED" : OptIn.Contains(region) ? "ENABLED" : "ENABLED_BY_DEFAULT";
}
