namespace Pipeline.ServiceDefaults.Installation;

/// <summary>The environment's AWS_* variables. Nothing is read from them here: the AWS client does, as every AWS SDK does.</summary>
public sealed record AwsSettings(IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The names alone, since some of the values are credentials.</summary>
    public override string ToString() =>
        $"{nameof(AwsSettings)} {{ {string.Join(", ", Variables.Keys.Order(StringComparer.Ordinal))} }}";
}
