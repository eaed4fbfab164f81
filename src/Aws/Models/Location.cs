namespace Pipeline.Aws.Models;

/// <summary>The part of an HTTP message that carries a member of a REST operation.</summary>
internal enum Location
{
    Body,
    Uri,
    QueryString,
    Header,
    Headers,
    StatusCode,
}
