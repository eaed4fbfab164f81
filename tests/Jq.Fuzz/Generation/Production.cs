namespace Pipeline.Jq.Fuzz.Generation;

/// <summary>One line of <c>grammar.txt</c>.</summary>
/// <param name="Have">The kind of input it is made for; X for any.</param>
/// <param name="Want">The kind of its result; * for whatever was asked for.</param>
/// <param name="Weight">How often it is taken, compared with the others.</param>
/// <param name="Parts">Plain text and, at every odd place, the names of what is to be filled in.</param>
internal sealed record Production(char Have, char Want, int Weight, IReadOnlyList<string> Parts);
