using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>The policy that lets topics send to a queue. Statements of others are carried along as they are.</summary>
internal static class QueuePolicy
{
    public const string Sid = "MassTransitSns";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds topics to those that may send. Ours only grows: another version of a service may need what this one does not.</summary>
    /// <returns>The policy to set; null when the present one will do.</returns>
    /// <exception cref="AmazonSqsTransportException">The present policy is not JSON.</exception>
    public static string? Allow(string? present, string queueArn, IEnumerable<string> topicArns)
    {
        var policy = Parse(present, queueArn);
        var statements = Statements(policy);
        var own = statements.FirstOrDefault(IsOwn);
        var known = own is null ? [] : Sources(own).ToHashSet(StringComparer.Ordinal);
        var wanted = known.Union(topicArns).Order(StringComparer.Ordinal).ToList();
        if (own is not null && wanted.Count == known.Count)
        {
            return null;
        }

        policy["Statement"] = new JsonArray([
            .. statements.Where(statement => statement != own).Select(statement => statement.DeepClone()),
            Statement(queueArn, wanted),
        ]);
        return policy.ToJsonString(Plain);
    }

    /// <summary>The topics whose messages the policy, in whichever statement, does not let into the queue.</summary>
    public static IEnumerable<string> Refused(string? present, string queueArn, IEnumerable<string> topicArns)
    {
        var allowing = Statements(Parse(present, queueArn)).Where(AllowsSending).ToList();
        return topicArns.Where(topic => !allowing.Exists(statement => Covers(statement, topic)));
    }

    private static JsonObject Parse(string? present, string queueArn)
    {
        if (string.IsNullOrWhiteSpace(present))
        {
            return new JsonObject { ["Version"] = "2012-10-17" };
        }

        try
        {
            return JsonNode.Parse(present) as JsonObject ?? throw new JsonException("The policy is not an object.");
        }
        catch (JsonException broken)
        {
            throw new AmazonSqsTransportException($"The policy of {queueArn} cannot be read: {broken.Message}", broken);
        }
    }

    private static JsonObject Statement(string queueArn, IEnumerable<string> topicArns) => new()
    {
        ["Sid"] = Sid,
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = "sns.amazonaws.com" },
        ["Action"] = "sqs:SendMessage",
        ["Resource"] = queueArn,
        ["Condition"] = new JsonObject
        {
            ["ArnLike"] = new JsonObject { ["aws:SourceArn"] = new JsonArray([.. topicArns.Select(arn => JsonValue.Create(arn))]) },
        },
    };

    // A list of one may be written without the list, here and in each member.
    private static List<JsonObject> Statements(JsonObject policy) => [.. Many(policy["Statement"]).OfType<JsonObject>()];

    private static JsonArray Many(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array,
        _ => [node.DeepClone()],
    };

    private static IEnumerable<string> Texts(JsonNode? node) =>
        Many(node).OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : "");

    private static bool IsOwn(JsonObject statement) => Texts(statement["Sid"]).FirstOrDefault() == Sid;

    private static IEnumerable<string> Sources(JsonObject statement) =>
        (statement["Condition"] as JsonObject ?? []).Select(operation => operation.Value).OfType<JsonObject>()
            .SelectMany(operation => operation.Where(key => key.Key.Equals("aws:SourceArn", StringComparison.OrdinalIgnoreCase)))
            .SelectMany(key => Texts(key.Value));

    private static bool AllowsSending(JsonObject statement) =>
        Texts(statement["Effect"]).FirstOrDefault() == "Allow"
        && Texts(statement["Action"]).Any(action => Like("sqs:SendMessage", action, StringComparison.OrdinalIgnoreCase));

    // A statement without a source lets everybody named by its principal in; which is not looked at more closely.
    private static bool Covers(JsonObject statement, string topic)
    {
        var sources = Sources(statement).ToList();
        return sources.Count == 0 || sources.Exists(source => Like(topic, source, StringComparison.Ordinal));
    }

    private static bool Like(string value, string pattern, StringComparison comparison) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, value, comparison != StringComparison.Ordinal);
}
