using Pipeline.Jq.Fuzz.Generation;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>An endless sequence of cases, given by the seed.</summary>
internal static class CaseGenerator
{
    private const int InputsEach = 6;

    public static IEnumerable<Case> From(ulong seed)
    {
        var dice = new Dice(seed);
        var programs = new ProgramGenerator(dice);
        var documents = new InputGenerator(dice);
        while (true)
        {
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
