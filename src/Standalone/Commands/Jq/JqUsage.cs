namespace Pipeline.Standalone.Commands.Jq;

/// <summary>The help text, and which long option is which short one.</summary>
internal static class JqUsage
{
    private static readonly Dictionary<string, char> Letters = new(StringComparer.Ordinal)
    {
        ["--null-input"] = 'n',
        ["--raw-input"] = 'R',
        ["--slurp"] = 's',
        ["--compact-output"] = 'c',
        ["--raw-output"] = 'r',
        ["--join-output"] = 'j',
        ["--ascii-output"] = 'a',
        ["--sort-keys"] = 'S',
        ["--monochrome-output"] = 'M',
        ["--color-output"] = 'C',
        ["--from-file"] = 'f',
        ["--library-path"] = 'L',
        ["--exit-status"] = 'e',
        ["--help"] = 'h',
        ["--version"] = 'V',
    };

    public const string Text = """
        Evaluates a jq 1.8 program over JSON: the language of mappings, with jq's own options.

        Usage:
          pipeline jq [options] PROGRAM [FILE...]
          pipeline jq [options] PROGRAM --args [STRING...]
          pipeline jq --run-tests [FILE]

        Input
          -n, --null-input        one input, null; the program reads the rest with input and inputs
          -R, --raw-input         each line is a string
          -s, --slurp             one input, an array of all
              --stream            each input as a sequence of paths and leaves

        Output, one result a line
          -c, --compact-output    as it is without options
              --indent N, --tab   over several lines, indented by N blanks (0 to 7) or by tabs
          -r, --raw-output        strings as they are; -j without line ends, --raw-output0 with zero bytes
          -a, --ascii-output      characters beyond ASCII as escapes
          -S, --sort-keys         the keys of objects in order
              --seq               each result begins with a record separator
          -e, --exit-status       exit with 1 when the last result is false or null, 4 when there is none

        Program and variables
          -f, --from-file         PROGRAM is the file that holds the program
              --arg NAME VALUE    $NAME is the string; --argjson NAME JSON, --slurpfile NAME FILE, --rawfile NAME FILE
              --args, --jsonargs  what follows PROGRAM is $ARGS.positional

        Limits, for each input
              --mapping-limits    those of an expression in a mapping
              --no-limits         none, as in jq; without either 300 million steps and 1 GiB of values

        Tests
              --run-tests [FILE]  runs cases of jq's own test format; prints each failure and the counts

        Here env and $ENV are your environment and now is the clock; a mapping sees neither. Modules cannot be
        loaded.

        Exits with 0; 1 and 4 see -e; 2 for a command line or file that cannot be used; 3 for a program that does not
        compile; 5 when the last input failed or is not JSON; what halt_error asks for.
        """;

    public const string Pointer = "'pipeline jq --help' has the options.";

    public static char? Letter(string word) => Letters.TryGetValue(word, out var letter) ? letter : null;
}
