using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>Organizations: the list of accounts, for those who may see it.</summary>
internal sealed class OrganizationsService(SimulatedOrganisation organisation, SimulatorOptions options, FaultBook faults) : IAwsService
{
    /// <summary>Most accounts on a page: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html.</summary>
    private const int PageSize = 20;

    private readonly UnitTree units = new(organisation);

    public string SigningName => "organizations";

    public AwsProtocol Protocol => AwsProtocol.Json11;

    public string ActionPrefix => "organizations";

    public AwsError? Answer(AwsCall call)
    {
        if (!organisation.InOrganization)
        {
            return new("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }

        return call.Operation switch
        {
            "ListAccounts" => MayRead(call) ? ListAccounts(call) : NoPermission(),
            "ListAccountsForParent" => MayRead(call) ? ListForParent(call, "Accounts", units.Of, Write) : NoPermission(),
            "ListOrganizationalUnitsForParent" => MayRead(call) ? ListForParent(call, "OrganizationalUnits", UnitTree.Below, WriteUnit) : NoPermission(),
            "DescribeOrganization" => DescribeOrganization(call),
            _ => AwsError.UnknownOperation(call.Operation),
        };
    }

    private static AwsError NoPermission() =>
        new("AccessDeniedException", "You don't have permissions to access this resource.");

    // Only the management account, or a delegated administrator, sees the accounts.
    private bool MayRead(AwsCall call) =>
        call.Caller.AccountId == organisation.Management.Id
        && (call.Caller.RoleName is null || call.Caller.RoleName == options.OrganizationRoleName || call.Caller.RoleName == options.AccountReadRoleName);

    private AwsError? ListAccounts(AwsCall call)
    {
        using var request = JsonRequest.Parse(call.Body);
        return WritePage(call, request, "Accounts", organisation.Accounts, Write);
    }

    private static AwsError? ListForParent<T>(AwsCall call, string list, Func<string, IReadOnlyList<T>> below, Action<Utf8JsonWriter, T> write)
    {
        using var request = JsonRequest.Parse(call.Body);
        var parent = request.GetString("ParentId") ?? string.Empty;
        return UnitTree.Exists(parent)
            ? WritePage(call, request, list, below(parent), write)
            : new("ParentNotFoundException", $"We can't find a root or OU with the ParentId that you specified: {parent}.");
    }

    private static AwsError? WritePage<T>(AwsCall call, JsonRequest request, string list, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        var first = 0;
        if (request.GetString("NextToken") is { } token
            && (!int.TryParse(token, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out first) || first >= items.Count))
        {
            return new("InvalidInputException", "You provided a token that is not valid.");
        }

        var size = request.GetInt("MaxResults") ?? PageSize;
        if (size is < 1 or > PageSize)
        {
            return new("InvalidInputException", "You provided a value outside of the range of 1 to 20 for MaxResults.");
        }

        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteStartArray(list);
        foreach (var item in items.Skip(first).Take(size))
        {
            write(writer, item);
        }

        writer.WriteEndArray();
        if (first + size < items.Count)
        {
            writer.WriteString("NextToken"u8, (first + size).ToString("x8", CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
        return null;
    }

    private void WriteUnit(Utf8JsonWriter writer, string unit)
    {
        writer.WriteStartObject();
        writer.WriteString("Id"u8, unit);
        writer.WriteString("Arn"u8, $"arn:aws:organizations::{organisation.Management.Id}:ou/{organisation.Id}/{unit}");
        writer.WriteString("Name"u8, unit);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, SimulatedAccount account)
    {
        var suspended = faults.FindFinal(SimulatorFaultKind.SuspendAccount, new FaultCall { Account = account.Id }) is not null;
        writer.WriteStartObject();
        writer.WriteString("Id"u8, account.Id);
        writer.WriteString("Arn"u8, organisation.ArnOf(account));
        writer.WriteString("Email"u8, account.Email);
        writer.WriteString("Name"u8, account.Name);
        writer.WriteString("Status"u8, suspended ? "SUSPENDED"u8 : "ACTIVE"u8);
        writer.WriteString("State"u8, suspended ? "SUSPENDED"u8 : "ACTIVE"u8);
        writer.WriteString("JoinedMethod"u8, account.JoinedMethod);
        writer.WriteNumber("JoinedTimestamp"u8, account.JoinedTimestamp.ToUnixTimeMilliseconds() / 1000m);
        writer.WriteEndObject();
    }

    private AwsError? DescribeOrganization(AwsCall call)
    {
        using var writer = new Utf8JsonWriter(call.Answer, JsonAnswer.Options);
        writer.WriteStartObject();
        writer.WriteStartObject("Organization"u8);
        writer.WriteString("Id"u8, organisation.Id);
        writer.WriteString("Arn"u8, $"arn:aws:organizations::{organisation.Management.Id}:organization/{organisation.Id}");
        writer.WriteString("FeatureSet"u8, "ALL"u8);
        writer.WriteString("MasterAccountArn"u8, organisation.ArnOf(organisation.Management));
        writer.WriteString("MasterAccountId"u8, organisation.Management.Id);
        writer.WriteString("MasterAccountEmail"u8, organisation.Management.Email);
        writer.WriteEndObject();
        writer.WriteEndObject();
        return null;
    }
}
