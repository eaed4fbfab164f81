namespace Pipeline.Aws;

/// <summary>A call to AWS that did not succeed.</summary>
public sealed class AwsException : Exception
{
    /// <param name="errorClass">What the failure means.</param>
    /// <param name="code">AWS's code, or one of this client's where AWS gave none.</param>
    /// <param name="reason">AWS's message.</param>
    /// <param name="innerException">What happened below, if anything.</param>
    public AwsException(AwsErrorClass errorClass, string code, string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
        Class = errorClass;
        Code = code;
        Reason = reason;
    }

    public AwsErrorClass Class { get; }

    /// <summary>AWS's error code, for example <c>ThrottlingException</c>; the HTTP status when the answer named none.</summary>
    public string Code { get; }

    /// <summary>AWS's own words, without where they came from.</summary>
    public string Reason { get; }

    /// <summary>AWS's id of the request; empty when there was no answer.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The HTTP status, or <see langword="null"/> when there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The service called, by botocore's name.</summary>
    public string Service { get; init; } = "";

    public string Operation { get; init; } = "";

    public string Region { get; init; } = "";

    /// <inheritdoc/>
    public override string Message => Service.Length == 0
        ? $"{Code}: {Reason}"
        : $"{Service}:{Operation} in {Region}: {Code}: {Reason}{(RequestId.Length == 0 ? "" : $" (request {RequestId})")}";
}
