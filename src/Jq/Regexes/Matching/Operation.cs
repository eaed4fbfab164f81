namespace Pipeline.Jq.Regexes.Matching;

/// <summary>What an instruction of a compiled pattern does.</summary>
internal enum Operation
{
    /// <summary>The pattern, or the part that is tried on its own, has matched.</summary>
    Accept,

    /// <summary>One given code point.</summary>
    Literal,

    /// <summary>One code point of a set.</summary>
    Set,

    /// <summary>Goes on at A, and at B when that fails.</summary>
    Split,

    Jump,

    /// <summary>Puts the place into a slot.</summary>
    Save,

    Anchor,

    /// <summary>Puts the number B into slot A.</summary>
    Reset,

    /// <summary>Counts slot A up and goes on.</summary>
    Count,

    /// <summary>Goes to B when the place is still the one in slot A: the loop's body was empty.</summary>
    LeaveIfEmpty,

    /// <summary>Goes to B while slot A is below the number C.</summary>
    LoopBelow,

    /// <summary>Goes to B when slot A has reached the number C.</summary>
    LeaveAt,

    /// <summary>Matches what one of the groups has captured.</summary>
    Backreference,

    /// <summary>Runs the group at A, then what follows.</summary>
    Call,

    /// <summary>Goes back to where a call came from.</summary>
    Return,

    /// <summary>Tries what follows up to Accept on its own, then goes to A.</summary>
    Atomic,

    LookAhead,

    LookBehind,

    /// <summary>Goes to A unless one of the groups has captured.</summary>
    UnlessCaptured,

    /// <summary>Goes to A when what follows up to Accept does not match.</summary>
    Unless,

    /// <summary>Any text in which what follows up to Accept does not occur; then goes to A.</summary>
    Absent,

    TextSegment,
}
