namespace Pipeline.Transport;

/// <summary>What is sent.</summary>
public sealed record Page(int Number, string Text);
