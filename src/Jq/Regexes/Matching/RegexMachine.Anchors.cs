using System.Globalization;
using Pipeline.Jq.Regexes.Characters;
using Pipeline.Jq.Regexes.Syntax;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>What holds at a place without taking a character.</summary>
internal sealed partial class RegexMachine
{
    private bool Holds(AnchorKind kind, int place)
    {
        var atEnd = place == _text.Length && place != _inside;
        return kind switch
        {
            AnchorKind.TextStart => place == 0,
            AnchorKind.TextEnd => atEnd,
            AnchorKind.TextEndOrLastLineEnd => atEnd || (place == _text.Length - 1 && place != _inside && _text[place] == '\n'),
            AnchorKind.LineStart => place == 0 || (_text[place - 1] == '\n' && place < _text.Length),
            AnchorKind.LineEnd => atEnd || (place != _inside && _text[place] == '\n'),
            AnchorKind.SearchStart => place == _searchStart,
            AnchorKind.WordBoundary => IsWordBoundary(place),
            AnchorKind.NoWordBoundary => !IsWordBoundary(place),
            AnchorKind.SegmentBoundary => IsSegmentBoundary(place),
            _ => !IsSegmentBoundary(place),
        };
    }

    private bool IsWordBoundary(int place) =>
        (TryPeekBack(place, out var before, out _) && CharacterSet.IsWord(before))
        != (place == _inside ? CharacterSet.IsWord(_insideUnit) : TryPeek(place, out var after, out _) && CharacterSet.IsWord(after));

    private bool IsSegmentBoundary(int place)
    {
        if (place == 0 || place == _text.Length)
        {
            return true;
        }

        _segments ??= StringInfo.ParseCombiningCharacters(_text);
        return Array.BinarySearch(_segments, place) >= 0;
    }
}
