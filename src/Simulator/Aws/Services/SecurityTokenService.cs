using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Pipeline.Simulator.Aws.Signing;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>STS: who is asking, and keys for roles.</summary>
internal sealed class SecurityTokenService(
    SimulatedOrganisation organisation, SimulatorOptions options, CredentialStore credentials, FaultBook faults) : IAwsService
{
    public string SigningName => "sts";

    public AwsProtocol Protocol => AwsProtocol.Query;

    public string ActionPrefix => "sts";

    public AwsError? Answer(AwsCall call) => call.Operation switch
    {
        "GetCallerIdentity" => GetCallerIdentity(call),
        "AssumeRole" => AssumeRole(call),
        _ => new("InvalidAction", $"Could not find operation {call.Operation} for version 2011-06-15"),
    };

    private static AwsError? GetCallerIdentity(AwsCall call)
    {
        var caller = call.Caller;
        Write(call, $"<UserId>{caller.UserId}</UserId><Account>{caller.AccountId}</Account><Arn>{SecurityElement.Escape(caller.Arn)}</Arn>");
        return null;
    }

    private AwsError? AssumeRole(AwsCall call)
    {
        var form = new QueryCollection(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span)));
        var arn = form["RoleArn"].ToString();
        var session = form["RoleSessionName"].ToString();
        if (arn.Length < 20)
        {
            return new("ValidationError", $"1 validation error detected: Value '{arn}' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20");
        }

        if (session.Length is < 2 or > 64)
        {
            return new("ValidationError", $"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must have length between 2 and 64");
        }

        var seconds = form["DurationSeconds"].ToString();
        var lifetime = seconds.Length == 0 ? 3600 : int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        if (lifetime is < 900 or > 43200)
        {
            return new("ValidationError", $"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200");
        }

        if (FindRole(arn) is not var (account, role) || (options.ExternalId is { } id && form["ExternalId"] != id))
        {
            return AwsError.AccessDenied(call, "sts:AssumeRole", arn);
        }

        var granted = TimeSpan.FromSeconds(Math.Min(lifetime, options.RoleSessionLifetime.TotalSeconds));
        var issued = credentials.Issue(account, role, session, granted);
        Write(call,
            $"""
            <Credentials><AccessKeyId>{issued.AccessKeyId}</AccessKeyId><SecretAccessKey>{issued.SecretAccessKey}</SecretAccessKey><SessionToken>{issued.SessionToken}</SessionToken><Expiration>{issued.Expiration!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</Expiration></Credentials>
            <AssumedRoleUser><AssumedRoleId>{issued.UserId}</AssumedRoleId><Arn>{SecurityElement.Escape(issued.Arn)}</Arn></AssumedRoleUser>
            """);
        return null;
    }

    /// <summary>The account and role an ARN names, when that role exists and trusts the caller.</summary>
    private (string Account, string Role)? FindRole(string arn)
    {
        if (arn.Split(':') is not ["arn", "aws", "iam", "", var account, var path] || !path.StartsWith("role/", StringComparison.Ordinal))
        {
            return null;
        }

        var role = path[(path.LastIndexOf('/') + 1)..];
        var exists = organisation.Find(account) is not null
            && (role == options.AccountReadRoleName || (role == options.OrganizationRoleName && account == organisation.Management.Id));
        var call = new FaultCall { Account = account, Role = role, Service = SigningName, Operation = "AssumeRole" };
        return exists && !faults.Hits(SimulatorFaultKind.DenyRole, call) && !faults.Hits(SimulatorFaultKind.SuspendAccount, call)
            ? (account, role)
            : null;
    }

    private static void Write(AwsCall call, string result) => call.Answer.Write(Encoding.UTF8.GetBytes(
        $"""
        <{call.Operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <{call.Operation}Result>{result}</{call.Operation}Result>
          <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
        </{call.Operation}Response>
        """));
}
