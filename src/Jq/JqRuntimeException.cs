namespace Pipeline.Jq;

/// <summary>The program raised an error that it did not catch.</summary>
public sealed class JqRuntimeException : Exception
{
    /// <summary>An error whose value is its message.</summary>
    public JqRuntimeException()
    {
    }

    /// <summary>An error whose value is its message.</summary>
    public JqRuntimeException(string message)
        : this(message, JqValue.FromString(message))
    {
    }

    /// <summary>An error whose value is its message, with its cause.</summary>
    public JqRuntimeException(string message, Exception innerException)
        : base(message, innerException) => Payload = JqValue.FromString(message);

    /// <summary>An error with the value that was raised.</summary>
    public JqRuntimeException(string message, JqValue payload)
        : base(message) => Payload = payload;

    /// <summary>The value that was raised.</summary>
    public JqValue Payload { get; }
}
