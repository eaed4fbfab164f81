using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.AwsModels;

/// <summary>Which services and operations a catalog may call: those that read, over a protocol and signature the client speaks.</summary>
internal static partial class ReadSelection
{
    private static readonly HashSet<string> Protocols = ["json", "query", "rest-json", "rest-xml", "ec2"];

    private static readonly HashSet<string> Signatures = ["v4", "s3", "s3v4"];

    /// <summary>The calls that obtain credentials; they change nothing either.</summary>
    private static readonly HashSet<string> CredentialCalls = ["AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"];

    /// <summary>The first entry of <c>protocols</c> that the client speaks, as every AWS SDK chooses.</summary>
    public static string? Protocol(JsonObject metadata)
    {
        if (!Signatures.Contains(metadata["signatureVersion"]!.GetValue<string>()))
        {
            return null;
        }

        var offered = metadata["protocols"] is JsonArray list ? list : [metadata["protocol"]!.DeepClone()];
        return offered.Select(name => name!.GetValue<string>()).FirstOrDefault(Protocols.Contains);
    }

    public static bool Keeps(string service, string operation) =>
        service == "sts" ? CredentialCalls.Contains(operation) : ReadVerb().IsMatch(operation);

    [GeneratedRegex("^(List|Describe|Get|Search|BatchGet)(?![a-z])")]
    private static partial Regex ReadVerb();
}
