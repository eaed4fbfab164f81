namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Oniguruma's words about a faulty pattern. Never leaves this folder's callers.</summary>
internal sealed class RegexSyntaxException(string message) : Exception(message);
