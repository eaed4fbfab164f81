namespace Pipeline.Simulator.Aws;

/// <summary>How a service's requests and errors are written.</summary>
internal enum AwsProtocol
{
    Json10,
    Json11,
    RestJson,
    RestXml,
    Query,
}
