namespace Pipeline.Jq;

/// <summary>A text is not JSON. The message is jq's, with line and column.</summary>
public sealed class JqParseException : FormatException
{
    /// <summary>An exception without a message of its own.</summary>
    public JqParseException()
    {
    }

    /// <summary>An exception with jq's message.</summary>
    public JqParseException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with jq's message and its cause.</summary>
    public JqParseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
