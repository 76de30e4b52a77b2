namespace Course.Files;

/// <summary>
/// Runs a pickle, Python's little program for rebuilding objects, with almost nothing allowed: numbers, strings, plain
/// containers, and whatever <see cref="PickleWorld"/> can build. Every other opcode or class is refused by name before anything
/// happens.
/// </summary>
/// <remarks>Opcodes: Lib/pickletools.py of CPython. A pickle that calls <c>os.system</c> is the classic trap of .pth
/// files.</remarks>
internal sealed class PickleMachine(Stream stream, PickleWorld world)
{
    private const int MostSteps = 4_000_000; // a state dict of 1,000 tensors takes 40,000

    private readonly PickleReader input = new(stream, world);
    private List<object?> stack = [];
    private readonly Stack<List<object?>> marked = [];
    private readonly Dictionary<long, object?> memo = [];

    /// <summary>Runs one pickle from the stream's position up to its STOP and returns what it built.</summary>
    public object? Run()
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var opcode = input.ReadByte();
            if (opcode == '.')
                return marked.Count == 0 && stack.Count == 1 ? stack[0] : throw Damaged("values are left over at its end");
            Step(opcode);
        }

        throw Damaged($"it has more than {MostSteps:N0} steps");
    }

    private void Step(byte opcode)
    {
        switch ((char)opcode)
        {
            case '\x80': CheckProtocol(input.ReadByte()); break;                   // PROTO
            case '\x95': input.ReadBytes(8); break;                                   // FRAME
            case '(': marked.Push(stack); stack = []; break;                    // MARK
            case '0': Pop(); break;                                             // POP
            case '1': PopMark(); break;                                         // POP_MARK
            case '2': Push(Top()); break;                                       // DUP
            case 'N': Push(null); break;                                        // NONE
            case '\x88': Push(true); break;                                     // NEWTRUE
            case '\x89': Push(false); break;                                    // NEWFALSE
            case 'J': Push((long)(int)input.ReadSize(4)); break;                      // BININT
            case 'K': Push((long)input.ReadByte()); break;                            // BININT1
            case 'M': Push(input.ReadSize(2)); break;                                 // BININT2
            case '\x8a': Push(input.ReadLong(input.ReadByte())); break;              // LONG1
            case 'G': Push(input.ReadDouble()); break; // BINFLOAT
            case 'X': Push(input.ReadText(input.ReadSize(4))); break;                       // BINUNICODE
            case '\x8c': Push(input.ReadText(input.ReadByte())); break;                     // SHORT_BINUNICODE
            case '\x8d': Push(input.ReadText(input.ReadSize(8))); break;                    // BINUNICODE8
            case 'T': Push(input.ReadLatin(input.ReadSize(4))); break; // BINSTRING, of Python 2
            case 'U': Push(input.ReadLatin(input.ReadByte())); break;  // SHORT_BINSTRING
            case 'B': Push(input.ReadBytes(input.ReadSize(4))); break;                      // BINBYTES
            case 'C': Push(input.ReadBytes(input.ReadByte())); break;                       // SHORT_BINBYTES
            case '\x8e' or '\x96': Push(input.ReadBytes(input.ReadSize(8))); break;         // BINBYTES8, BYTEARRAY8
            case ']' or '\x8f': Push(new List<object?>()); break;               // EMPTY_LIST, EMPTY_SET
            case 'a': { var item = Pop(); TopAs<List<object?>>().Add(item); break; } // APPEND
            case 'e' or '\x90': { var items = PopMark(); TopAs<List<object?>>().AddRange(items); break; } // APPENDS, ADDITEMS
            case ')': Push(Array.Empty<object?>()); break;                      // EMPTY_TUPLE
            case 't': Push(PopMark().ToArray()); break;                         // TUPLE
            case '\x85' or '\x86' or '\x87': Push(PopLast(opcode - 0x84)); break; // TUPLE1, 2, 3
            case '}': Push(new PickleDict()); break;                            // EMPTY_DICT
            case 's': SetItems(PopLast(2)); break;                              // SETITEM
            case 'u': SetItems(PopMark()); break;                               // SETITEMS
            case 'c': Push(world.Global(input.ReadLine(), input.ReadLine())); break;        // GLOBAL
            case '\x93': { var name = PopAs<string>(); Push(world.Global(PopAs<string>(), name)); break; } // STACK_GLOBAL
            case 'R': { var arguments = PopAs<object?[]>(); Push(world.Call(PopAs<PickleGlobal>(), arguments)); break; } // REDUCE
            case '\x81': { var none = PopAs<object?[]>(); Push(world.New(PopAs<PickleGlobal>(), none)); break; } // NEWOBJ
            case 'b': Build(); break;                                           // BUILD
            case '\x91': Push(PopMark()); break;                                // FROZENSET
            case 'Q': Push(world.Storage(PopAs<object?[]>())); break;           // BINPERSID
            case 'h': Push(Recall(input.ReadByte())); break;                          // BINGET
            case 'j': Push(Recall(input.ReadSize(4))); break;                         // LONG_BINGET
            case 'q': memo[input.ReadByte()] = Top(); break;                          // BINPUT
            case 'r': memo[input.ReadSize(4)] = Top(); break;                         // LONG_BINPUT
            case '\x94': memo[memo.Count] = Top(); break;                       // MEMOIZE
            default: throw world.Refusal($"the pickle opcode {PickleOpcodes.Name(opcode)}");
        }
    }

    private void CheckProtocol(int version)
    {
        if (version > 5)
            throw Damaged($"protocol {version} is unknown");
    }

    /// <summary>Sets an object's attributes: a record's values, a number type's byte order. A state dict's are no use.</summary>
    private void Build()
    {
        var state = Pop();
        switch (Top(), state)
        {
            case (PickleDict, _):
                break;
            case (PickleRecord record, PickleDict values):
                foreach (var (key, value) in values)
                    record.Values[key] = value;
                break;
            case (NumpyType type, object?[] and [_, string order, ..]):
                type.IsBigEndian = order == ">";
                break;
            default:
                throw world.Refusal($"the pickle opcode BUILD on {PickleWorld.Kind(Top())}");
        }
    }

    private void SetItems(IReadOnlyList<object?> items)
    {
        if (items.Count % 2 != 0)
            throw Damaged("a dictionary has a key without a value");
        var dictionary = TopAs<PickleDict>();
        for (var i = 0; i < items.Count; i += 2) dictionary[items[i] ?? DBNull.Value] = items[i + 1];
    }

    private void Push(object? value) => stack.Add(value);

    private object? Top() => stack.Count > 0 ? stack[^1] : throw Damaged("its stack is empty");

    private T TopAs<T>() where T : class =>
        Top() as T ?? throw Damaged($"{PickleWorld.Kind(Top())} stands where {typeof(T).Name} belongs");

    private object? Pop()
    {
        var value = Top();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private T PopAs<T>() where T : class
    {
        var value = TopAs<T>();
        Pop();
        return value;
    }

    private object?[] PopLast(int count)
    {
        if (stack.Count < count)
            throw Damaged("its stack is empty");
        var values = stack.GetRange(stack.Count - count, count).ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private List<object?> PopMark()
    {
        var values = stack;
        stack = marked.Count > 0 ? marked.Pop() : throw Damaged("a MARK is missing");
        return values;
    }

    private object? Recall(long key) => memo.TryGetValue(key, out var value) ? value : throw Damaged($"memo {key} was never set");

    private InvalidDataException Damaged(string what) => input.Damaged(what);
}
