namespace Pipeline.Tests.Aws;

/// <summary>What the stub answers.</summary>
internal sealed record StubAnswer(int Status, string Body, string ContentType = "application/x-amz-json-1.0")
{
    public static StubAnswer Json(string body) => new(200, body);

    public static StubAnswer Xml(string operation, string result) =>
        new(200, $"<{operation}Response><{operation}Result>{result}</{operation}Result></{operation}Response>", "text/xml");

    public static StubAnswer Error(string code, string message = "It is refused.", int status = 400) =>
        new(status, $$"""{"__type":"{{code}}","message":"{{message}}"}""");

    public static StubAnswer XmlError(string code, int status = 400) =>
        new(status, $"<ErrorResponse><Error><Code>{code}</Code><Message>It is refused.</Message></Error></ErrorResponse>", "text/xml");
}
