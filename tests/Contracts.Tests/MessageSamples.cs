using System.Text.Json;

namespace Pipeline.Contracts.Tests;

/// <summary>One of each message, with every field set to something other than its default.</summary>
internal static class MessageSamples
{
    private const string MappingVersion = "sha256-6f1d";
    private static readonly Guid RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-2b7d1c7f0e55");

    private static readonly DateTimeOffset OccurredAt = new(2026, 11, 25, 22, 30, 1, 250, TimeSpan.Zero);

    private static readonly Scope Scope = new()
    {
        AccountId = "100000000001",
        Region = "eu-west-1",
        Kind = "AWS::S3::Bucket",
        Options = new ListingOptions { GetEach = true, GroupMembers = true, Through = "allow=eu-west-1" },
    };

    private static readonly MappedEntity Entity = new()
    {
        Block = 1,
        Resource = "bucket-a",
        Blueprint = "cloudResource",
        Identifier = "bucket-a",
        Body = JsonElement.Parse("""{"identifier":"bucket-a","blueprint":"cloudResource","title":null,"properties":{"size":1.0,"name":"café <b>"}}"""),
    };

    private static readonly MappingFinding Finding = new()
    {
        Block = 1,
        Field = "properties.url",
        Kind = FindingKind.FieldError,
        Count = 3,
        Detail = "null (null) and string (\"x\") cannot be added",
        Example = "bucket-a",
    };

    private static readonly Dictionary<Type, object> ByType = new object[]
    {
        new StartRun
        {
            RunId = RunId,
            MappingVersion = MappingVersion,
            Only = new() { Accounts = ["100000000001"], Regions = ["eu-west-1"], Kinds = ["AWS::S3::Bucket"] },
        },
        new MessageLost { RunId = RunId, MessageType = "ResourcesEnumerated", Scope = Scope, Attempt = 2, Page = 3, Reason = "it has no resources" },
        new EnumerateScope { RunId = RunId, MappingVersion = MappingVersion, Scope = Scope, Regions = ["eu-west-1"], Blocks = [1, 4], Attempt = 2 },
        new ResourcesEnumerated
        {
            RunId = RunId,
            MappingVersion = MappingVersion,
            Scope = Scope,
            Blocks = [1, 4],
            Attempt = 2,
            Page = 3,
            Ticket = 4711,
            OccurredAt = OccurredAt,
            Resources = [new() { Identifier = "bucket-a", Raw = JsonElement.Parse("""{"Identifier":"bucket-a","Properties":{"Size":1.0}}""") }],
        },
        new ScopeEnumerated { RunId = RunId, Scope = Scope, Attempt = 2, Pages = 3, Resources = 250, FirstTicket = 4709 },
        new ScopeFailed
        {
            RunId = RunId,
            Scope = Scope,
            Attempt = 2,
            Pages = 3,
            Failure = new() { Class = FailureClass.KindUnsupported, Code = "UnsupportedActionException", Reason = "LIST is not supported", RequestId = "c9a1" },
        },
        new EntitiesMapped
        {
            RunId = RunId,
            MappingVersion = MappingVersion,
            Scope = Scope,
            Attempt = 2,
            Page = 3,
            Part = 1,
            Parts = 2,
            Ticket = 4711,
            Options = new() { Merge = false, CreateMissingRelatedEntities = false },
            Entities = [Entity],
            Findings = [Finding],
            Faulted = ["bucket-b"],
            Blocks = [1, 4],
            Resources = ["bucket-a", "bucket-b"],
            OccurredAt = OccurredAt,
        },
        new SweepScope { RunId = RunId, MappingVersion = MappingVersion, Scope = Scope, Attempt = 2, Approved = true },
        new ResourceChanged
        {
            Resource = ResourceKey.Of(Scope, "bucket-a"),
            MappingVersion = MappingVersion,
            Cause = ChangeCause.Repair,
            OccurredAt = OccurredAt,
            Created = true,
        },
        new ResourceGone { Resource = ResourceKey.Of(Scope, "bucket-a"), MappingVersion = MappingVersion, Ticket = 4711, OccurredAt = OccurredAt },
        new ResourcesSampled { RunId = RunId, Kind = "AWS::S3::Bucket", Samples = [JsonElement.Parse("""{"Identifier":"bucket-a","Properties":{"Size":1.0}}""")] },
        new RunFinished { RunId = RunId, Outcome = RunOutcome.Partial },
    }.ToDictionary(message => message.GetType());

    public static object Of(Type type)
    {
        Assert.True(ByType.ContainsKey(type), $"{type.Name} has no sample: add one to {nameof(MessageSamples)}");
        return ByType[type];
    }
}
