namespace Pipeline.Messaging.ClaimCheck;

/// <summary>A message travels as a reference, and what it refers to cannot be had. Trying the message again would not help.</summary>
public sealed class ClaimCheckUnavailableException(string message, Exception? innerException) : Exception(message, innerException);
