using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Bracket expressions. A bracket inside of one is a plain character, unless it opens a POSIX class.</summary>
internal sealed partial class OnigParser
{
    // How far Oniguruma looks for the end of what may be a POSIX class.
    private const int PosixLimit = 20;

    private RegexNode ReadClass()
    {
        _at++;
        var negated = TryTake("^");
        var set = new CharacterSet.Builder();
        if (Current == ']' && pattern.IndexOf(']', _at + 1) < 0)
        {
            throw new RegexSyntaxException("empty char-class");
        }

        for (var isFirst = true; isFirst || Current != ']'; isFirst = false)
        {
            if (AtEnd)
            {
                throw new RegexSyntaxException("premature end of char-class");
            }

            ReadMember(set);
            if (AtEnd)
            {
                throw new RegexSyntaxException("premature end of char-class");
            }
        }

        _at++;
        var members = new RegexNode.Character(set.Build(negated, _options.IgnoreCase));
        return _options.IgnoreCase && !negated ? CaseFolding.Class(members) : members;
    }

    private void ReadMember(CharacterSet.Builder set)
    {
        if (ReadSet() is { } members)
        {
            set.Add(members);
            return;
        }

        var first = ReadMemberCharacter();
        if (Current != '-' || _at + 1 >= pattern.Length || Peek(1) == ']')
        {
            set.Add(first, first);
            return;
        }

        _at++;
        if (ReadSet() is not null)
        {
            throw new RegexSyntaxException("char-class value at end of range");
        }

        var last = ReadMemberCharacter();
        if (last < first)
        {
            throw new RegexSyntaxException("empty range in char class");
        }

        set.Add(first, last);
    }

    /// <summary>A class, shorthand or property inside of brackets; null when a character comes.</summary>
    private CharacterSet? ReadSet()
    {
        if (Current == '[' && Peek(1) == ':')
        {
            return ReadPosixClass();
        }

        if (Current != '\\')
        {
            return null;
        }

        if (CharacterSet.ShorthandInClass(Peek(1)) is { } shorthand)
        {
            _at += 2;
            return shorthand;
        }

        if (Peek(1) is 'p' or 'P' && Peek(2) == '{')
        {
            _at++;
            return ReadProperty();
        }

        return null;
    }

    private int ReadMemberCharacter()
    {
        if (Current != '\\')
        {
            return TakeRune();
        }

        _at++;
        if (AtEnd)
        {
            throw new RegexSyntaxException("end pattern at escape");
        }

        if (Current == 'b')
        {
            _at++;
            return '\b';
        }

        return ReadCharacterEscape();
    }

    private CharacterSet? ReadPosixClass()
    {
        var start = _at + 2;
        var negated = start < pattern.Length && pattern[start] == '^';
        start += negated ? 1 : 0;
        foreach (var (name, members) in CharacterProperties.Posix)
        {
            if (string.CompareOrdinal(pattern, start, name + ":]", 0, name.Length + 2) == 0)
            {
                _at = start + name.Length + 2;
                return negated ? members.Complement() : members;
            }
        }

        var end = pattern.IndexOf(":]", start, Math.Min(PosixLimit, pattern.Length - start), StringComparison.Ordinal);
        var bracket = pattern.IndexOf(']', start);
        return end >= 0 && bracket == end + 1 ? throw new RegexSyntaxException("invalid POSIX bracket type") : null;
    }

    private CharacterSet ReadProperty()
    {
        var negated = Current == 'P';
        var end = pattern.IndexOf('}', _at);
        if (end < 0)
        {
            throw new RegexSyntaxException($"invalid character property name {{{pattern[(_at + 2)..]}}}");
        }

        var name = pattern[(_at + 2)..end];
        _at = end + 1;
        var sense = name.StartsWith('^');
        var members = CharacterProperties.Find(sense ? name[1..] : name)
            ?? throw new RegexSyntaxException($"invalid character property name {{{name}}}");
        return negated != sense ? members.Complement() : members;
    }
}
