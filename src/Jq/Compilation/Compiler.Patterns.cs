using Pipeline.Jq.Execution;
using Pipeline.Jq.Syntax;

namespace Pipeline.Jq.Compilation;

/// <summary>Destructuring.</summary>
internal sealed partial class Compiler
{
    private (Scope Inner, Destructuring Pattern) CompilePatterns(IReadOnlyList<Pattern> patterns, Scope scope)
    {
        var names = new List<string>();
        foreach (var pattern in patterns)
        {
            pattern.CollectNames(names);
        }

        // Every alternative binds all names.
        var inner = scope;
        var slots = new PatternSlots(scope.Activation, areShared: patterns.Count > 1);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            inner = inner.With(new Binding.Variable(name, scope.Activation.Level, slots.Declare(name)));
        }

        // Keys of a single pattern do not see its variables, those of alternatives do.
        var matchers = patterns.Select(pattern => CompilePattern(pattern, patterns.Count > 1 ? inner : scope, slots)).ToArray();
        return (inner, new Destructuring(matchers, slots.All, scope.IsArgument));
    }

    private Matcher CompilePattern(Pattern pattern, Scope scope, PatternSlots slots)
    {
        switch (pattern)
        {
            case Pattern.Variable variable:
                return new VariableMatcher(slots.Take(variable.Name));
            case Pattern.Array array:
                // From the last item to the first, as jq does it: errors name the last missing one.
                var parts = new (Code, int?, Matcher?)[array.Items.Count];
                for (var i = parts.Length - 1; i >= 0; i--)
                {
                    parts[^(i + 1)] = (new ConstantCode(JqValue.FromNumber(i)), null, CompilePattern(array.Items[i], scope, slots));
                }

                return new PartsMatcher(parts, isArray: true);
            default:
                var entries = ((Pattern.Object)pattern).Entries;
                return new PartsMatcher([.. entries.Select(entry => CompileEntry(entry, scope, slots))], isArray: false);
        }
    }

    private (Code Key, int? Slot, Matcher? Value) CompileEntry(Pattern.Entry entry, Scope scope, PatternSlots slots) => (
        Compile(entry.Key, scope, false),
        entry.Variable is null ? null : slots.Take(entry.Variable),
        entry.Value is null ? null : CompilePattern(entry.Value, scope, slots));
}
