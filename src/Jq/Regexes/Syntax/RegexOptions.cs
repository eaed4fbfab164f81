namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>How a stretch of a pattern is to be read.</summary>
/// <param name="IgnoreCase"><c>i</c></param>
/// <param name="Extended"><c>x</c>: blanks and comments are left out.</param>
/// <param name="DotAll"><c>s</c> in a pattern, <c>p</c> as jq's flag: a dot matches a line end too.</param>
/// <param name="Lines"><c>m</c>: <c>^</c> and <c>$</c> match at every line.</param>
internal readonly record struct RegexOptions(bool IgnoreCase, bool Extended, bool DotAll, bool Lines);
