using System.Collections.Frozen;
using Pipeline.Jq.Syntax;

namespace Pipeline.Jq.Builtins;

/// <summary>
/// The built-in functions that are best said in jq. The text is parsed when the first program needs one of
/// them, and only what a program calls is compiled for it.
/// </summary>
internal static class Prelude
{
    private const string Source = """
        def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
        def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
        def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
        def fromdate: fromdateiso8601;
        def dateadd(u; n): . + n;
        def datesub(u; n): . - n;
        def arrays: select(type == "array");
        def objects: select(type == "object");
        def iterables: select(type == "array" or type == "object");
        def booleans: select(type == "boolean");
        def numbers: select(type == "number");
        def strings: select(type == "string");
        def nulls: select(. == null);
        def values: select(. != null);
        def scalars: select(type != "array" and type != "object");
        def isfinite: type == "number" and (isinfinite | not);
        def normals: select(isnormal);
        def finites: select(isfinite);
        def recurse(f; cond): def r: ., (f | select(cond) | r); r;
        def from_entries: reduce .[] as $entry ({}; . + {
                ($entry | .key // .Key // .name // .Name): ($entry | if has("value") then .value else .Value end)});
        def with_entries(f): to_entries | map(f) | from_entries;
        def reverse: [.[length - 1 - range(0; length)]];
        def indices($i): if type == "array" then .[if ($i | type) == "array" then $i else [$i] end]
            elif type == "string" and ($i | type) == "string" then _strindices($i)
            else .[$i] end;
        def index($i): indices($i) | .[0];
        def rindex($i): indices($i) | .[-1:][0];
        def _flatten($depth): reduce .[] as $item ([];
            if ($item | type) == "array" and $depth != 0 then . + ($item | _flatten($depth - 1)) else . + [$item] end);
        def flatten($depth): if $depth < 0 then error("flatten depth must not be negative") else _flatten($depth) end;
        def flatten: _flatten(-1);
        def in(xs): . as $x | xs | has($x);
        def inside(xs): . as $x | xs | contains($x);
        def first: .[0];
        def last: .[-1];
        def nth($n): .[$n];
        def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else first(skip($n; f)) end;
        def limit($n; f):
            if $n > 0 then label $out | foreach f as $item ($n; . - 1; $item, if . <= 0 then break $out else empty end)
            elif $n == 0 then empty
            else error("limit doesn't support negative count") end;
        def skip($n; f):
            if $n > 0 then foreach f as $item ($n; . - 1; if . < 0 then $item else empty end)
            elif $n == 0 then f
            else error("skip doesn't support negative count") end;
        def until(cond; next): def _until: if cond then . else (next | _until) end; _until;
        def while(cond; update): def _while: if cond then ., (update | _while) else empty end; _while;
        def repeat(f): def _repeat: f, _repeat; _repeat;
        def inputs: try repeat(input) catch (if . == "break" then empty else error end);
        def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
        def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
        def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
        def transpose: [range(0; map(length) | max // 0) as $i | [.[][$i]]];
        def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
        def fromstream(f): {x: null, e: false} as $init
            | foreach f as $i ($init;
                if .e then $init else . end
                | if $i | length == 2 then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
                  else setpath(["e"]; $i[0] | length == 1) end;
                if .e then .x else empty end);
        def truncate_stream(stream): . as $n | null | stream | . as $input
            | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
        
        def pick(pathexps): . as $top | reduce path(pathexps) as $p (null; setpath($p; $top | getpath($p)));
        def debug(message): (message | debug | empty), .;
        def INDEX(stream; idx_expr): reduce stream as $row ({}; .[$row | idx_expr | tostring] = $row);
        def INDEX(idx_expr): INDEX(.[]; idx_expr);
        def IN(source): any(source == .; .);
        def IN(source; values): any(source == values; .);
        def JOIN($idx; idx_expr): [.[] | [., $idx[idx_expr]]];
        def JOIN($idx; stream; idx_expr): stream | [., $idx[idx_expr]];
        def JOIN($idx; stream; idx_expr; join_expr): stream | [., $idx[idx_expr]] | join_expr;
        def splits($re): splits($re; null);
        def splits($re; $flags): _split($re; $flags + "g") | .[];
        def split($re; $flags): _split($re; $flags + "g");
        def scan($re): scan($re; null);
        def scan($re; $flags): match($re; "g" + $flags) | if (.captures | length) > 0 then [.captures[].string] else .string end;
        def sub($re; replacement): sub($re; replacement; "");
        def gsub($re; replacement): sub($re; replacement; "g");
        def gsub($re; replacement; $flags): sub($re; replacement; $flags + "g");
        """;

    // How jq itself says what is written in C# here: by breaks, which alternatives of ?// take for errors.
    private const string BreakingSource = """
        def first(f): label $out | f | ., break $out;
        def isempty(f): label $out | (f | false, break $out), true;
        def any(f; cond): isempty(first(f | cond or empty)) | not;
        def all(f; cond): isempty(first(f | cond and empty));
        def any(cond): any(.[]; cond);
        def all(cond): all(.[]; cond);
        def any: any(.[]; .);
        def all: all(.[]; .);
        """;

    private static readonly Lazy<FrozenDictionary<string, Function>> BreakingFunctions = new(static () => Read(BreakingSource));

    private static readonly Lazy<FrozenDictionary<string, Function>> Functions = new(static () => Read(Source));

    public static IEnumerable<string> Signatures => Functions.Value.Keys;

    /// <summary>Functions that must break off as jq's own do, for programs with alternatives of <c>?//</c>.</summary>
    public static bool TryFindBreaking(string name, int arity, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Function function) =>
        BreakingFunctions.Value.TryGetValue($"{name}/{arity}", out function);

    public static bool TryFind(string name, int arity, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Function function) =>
        Functions.Value.TryGetValue($"{name}/{arity}", out function);

    private static FrozenDictionary<string, Function> Read(string source) =>
        Parser.ParseDefinitions(source).DistinctBy(static f => f.Signature).ToFrozenDictionary(static f => f.Signature);
}
