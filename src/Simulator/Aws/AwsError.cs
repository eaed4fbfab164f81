namespace Pipeline.Simulator.Aws;

/// <summary>A refusal: AWS's code, its message, and the HTTP status it comes with.</summary>
internal sealed record AwsError(string Code, string Message, int Status = 400)
{
    public static AwsError Validation(string message) => new("ValidationException", message);

    public static AwsError AccessDenied(AwsCall call, string action, string resource = "*") => new(
        call.Protocol == AwsProtocol.Query ? "AccessDenied" : "AccessDeniedException",
        $"User: {call.Caller.Arn} is not authorized to perform: {action} on resource: {resource}",
        call.Protocol is AwsProtocol.Query or AwsProtocol.RestJson ? 403 : 400);

    public static AwsError UnknownOperation(string operation) =>
        new("UnknownOperationException", $"The simulator does not serve {operation}.", 404);
}
