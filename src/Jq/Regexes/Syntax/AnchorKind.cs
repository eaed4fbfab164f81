namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Places in the text.</summary>
internal enum AnchorKind
{
    TextStart,
    TextEnd,
    TextEndOrLastLineEnd,
    LineStart,
    LineEnd,
    SearchStart,
    WordBoundary,
    NoWordBoundary,
    SegmentBoundary,
    NoSegmentBoundary,
}
