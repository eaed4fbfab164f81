using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ingress.LiveEvents.Catalog;

namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>Reads the body that Ocean's Terraform module has EventBridge make: four texts, and keys that nobody reads.</summary>
internal static class HookReader
{
    public static void Read(JsonElement element, IReadOnlyList<string> place, DateTimeOffset now, EventTally tally)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            tally.Wrong(new EventProblem(place, "value is not a valid dict", "type_error.dict"));
            return;
        }

        var kind = Text(element, "resource_type", place, tally);
        var identifier = Text(element, "identifier", place, tally);
        var account = Text(element, "accountId", place, tally);
        var region = Text(element, "awsRegion", place, tally);
        if (kind is null || identifier is null || account is null || region is null)
        {
            return;
        }

        Check(EventFields.IsKind(kind), "resource_type", "is not a kind such as AWS::S3::Bucket");
        Check(EventFields.IsIdentifier(identifier), "identifier", "is empty, too long, or has control characters");

        // The module's rules for two events take both from places where they are not, and send empty texts.
        Check(account.Length == 0 || EventFields.IsAccount(account), "accountId", "is not twelve digits");
        Check(region.Length == 0 || EventFields.IsRegion(region), "awsRegion", "is not a region");
        tally.Changed(new ObservedChange(Located(kind, identifier, account, region), now, Created: false, EventId: null));

        void Check(bool right, string name, string problem)
        {
            if (!right)
            {
                tally.Wrong(new EventProblem([.. place, name], problem, "value_error"));
            }
        }
    }

    // The account in the body may be that of whoever made the call; an ARN names whose the resource is.
    private static ResourceKey Located(string kind, string identifier, string account, string region)
    {
        var arn = Arn.TryParse(identifier);
        return new ResourceKey
        {
            Kind = kind,
            Identifier = identifier,
            AccountId = arn is not null && EventFields.IsAccount(arn.AccountId) ? arn.AccountId : account,
            Region = arn is not null && EventFields.IsRegion(arn.Region) ? arn.Region : region,
        };
    }

    private static string? Text(JsonElement element, string name, IReadOnlyList<string> place, EventTally tally)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            tally.Wrong(new EventProblem([.. place, name], "field required", "value_error.missing"));
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        tally.Wrong(new EventProblem([.. place, name], "str type expected", "type_error.str"));
        return null;
    }
}
