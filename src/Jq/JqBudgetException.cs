namespace Pipeline.Jq;

/// <summary>A limit of the budget ended the run.</summary>
public sealed class JqBudgetException : Exception
{
    /// <summary>A budget error that names no limit.</summary>
    public JqBudgetException()
    {
    }

    /// <summary>A budget error that names no limit.</summary>
    public JqBudgetException(string message)
        : base(message)
    {
    }

    /// <summary>A budget error that names no limit, with its cause.</summary>
    public JqBudgetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A budget error.</summary>
    public JqBudgetException(string message, string limit)
        : base(message) => Limit = limit;

    /// <summary>The limit: <c>steps</c>, <c>depth</c>, <c>memory</c>, <c>output</c> or <c>time</c>.</summary>
    public string Limit { get; } = "";
}
