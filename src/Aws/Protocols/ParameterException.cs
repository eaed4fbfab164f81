namespace Pipeline.Aws.Protocols;

/// <summary>A call's parameters do not fit the model. The message names the parameter.</summary>
internal sealed class ParameterException(string message) : Exception(message);
