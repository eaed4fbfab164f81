using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Characters;

/// <summary>One given character in any case.</summary>
internal sealed record FoldedLiteral(int Fold, CharacterSet Set) : RegexNode;
