using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>An endless sequence of cases, given by the seed.</summary>
internal static class CaseGenerator
{
    private const int InputsEach = 6;

    // Patterns need more tries than any other part of the language.
    private static Case Regex(Dice dice, InputGenerator documents)
    {
        var pattern = new RegexGenerator(dice).Make();
        var flags = dice.Pick(["\"g\"", "null", "\"gi\"", "\"gx\"", "\"gn\"", "\"gl\"", "\"gp\"", "\"s\"", "\"gil\""]);
        var form = dice.Pick(["[match(@; #)]", "[match(@; #)]", "[match(@; #)]", "[capture(@; #)]", "[scan(@; #)]", "gsub(@; \"<\\(.)>\"; #)", "[splits(@; #)]", "test(@; #)"]);
        var program = form.Replace("@", pattern, StringComparison.Ordinal).Replace("#", flags, StringComparison.Ordinal);
        return new Case(program, [.. Enumerable.Range(0, InputsEach).Select(_ => documents.Make('S'))]);
    }

    public static IEnumerable<Case> From(ulong seed)
    {
        var dice = new Dice(seed);
        var programs = new ProgramGenerator(dice);
        var documents = new InputGenerator(dice);
        while (true)
        {
            if (dice.Chance(0.1))
            {
                yield return Regex(dice, documents);
                continue;
            }

            var kind = dice.Pick("NSAOXNSAOXB");
            var program = programs.Make(kind, 1 + dice.Below(5));
            if (dice.Chance(0.12))
            {
                yield return new Case(Mutation.Of(program, dice), [documents.Make(kind)]);
                continue;
            }

            var inputs = new string[InputsEach];
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = documents.Make(i < InputsEach - 2 ? kind : 'X');
                inputs[i] = dice.Chance(0.02) ? Mutation.OfJson(inputs[i], dice) : inputs[i];
            }

            yield return new Case(program, inputs);
        }
    }
}
