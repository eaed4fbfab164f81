using System.Globalization;
using System.Text.Json;

namespace Pipeline.Aws.Credentials;

/// <summary>Calls AssumeRole and checks that what came back belongs to the account that was asked for.</summary>
internal sealed class RoleAssumption(AwsClient client, AwsCredentialSource source, AssumedRole role)
{
    private readonly RoleArn _arn = RoleArn.Parse(role.RoleArn);

    public async Task<(AwsKeys Keys, DateTimeOffset Expiry)> AssumeAsync(CancellationToken cancellationToken)
    {
        var call = new AwsCall
        {
            Service = "sts",
            Operation = "AssumeRole",
            Parameters = Parameters(),
            Region = role.Region ?? _arn.DefaultRegion,
            Credentials = source,
            TextStyle = AwsTextStyle.Iso8601,
        };
        var response = await client.CallAsync(call, cancellationToken);
        var result = JsonElement.Parse(response.Body.Span);

        Verify(result.GetProperty("AssumedRoleUser").GetProperty("Arn").GetString()!, call);
        var keys = result.GetProperty("Credentials");
        return (
            new AwsKeys(
                keys.GetProperty("AccessKeyId").GetString()!,
                keys.GetProperty("SecretAccessKey").GetString()!,
                keys.GetProperty("SessionToken").GetString()),
            keys.GetProperty("Expiration").GetDateTimeOffset());
    }

    private byte[] Parameters()
    {
        var parameters = new Dictionary<string, object>
        {
            ["RoleArn"] = role.RoleArn,
            ["RoleSessionName"] = role.SessionName,
            ["DurationSeconds"] = (int)role.Duration.TotalSeconds,
        };
        if (!string.IsNullOrEmpty(role.ExternalId))
        {
            parameters["ExternalId"] = role.ExternalId;
        }

        return JsonSerializer.SerializeToUtf8Bytes(parameters);
    }

    /// <summary>Resources written under another account's name would be worse than none.</summary>
    private void Verify(string assumedArn, AwsCall call)
    {
        var account = assumedArn.Split(':') is [_, _, _, _, var id, ..] ? id : assumedArn;
        if (account != _arn.AccountId)
        {
            throw new AwsException(
                AwsErrorClass.BadCredentials,
                "WrongAccount",
                string.Create(CultureInfo.InvariantCulture, $"Assuming {role.RoleArn} gave keys of account {account}, not {_arn.AccountId}."))
            {
                Service = call.Service,
                Operation = call.Operation,
                Region = call.Region,
            };
        }
    }
}
