namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>A small message.</summary>
public sealed record Ping(int Number);

/// <summary>A message with a text.</summary>
public sealed record Note(string Text);
