#include "cli/train/options.h"

namespace pith::cli {

const CommandText kTrainText = {
    .name = "train",
    .summary = "learn a model from texts, for smaller archives of others like them",
    .usage = "train -o MODEL [OPTION]... CORPUS...\ntrain --from MODEL --update UPDATE [OPTION]... CORPUS...",
    .introduction =
        "Learns from texts what texts like them have in common. With the model, others of\n"
        "their kind become smaller: pith -m MODEL FILE. CORPUS is a file, a folder (all\n"
        "files below it but hidden ones), or @LIST, a file that names one of these a\n"
        "line. Each file is taken as a work of its own; many works make a better model\n"
        "than one long one, as only what several of them share is learnt. Files of equal\n"
        "content count once, and what --valid and --tune name is left out of CORPUS.\n",
    .notes =
        "With --from the model stays as it is where the corpus is silent, and only grows.\n"
        "Bytes that MODEL has never seen are not learnt: for texts in another script,\n"
        "train from nothing. The smaller MODEL is, the less its tables have room for.\n\n"
        "A sixteenth of the corpus is set aside to tune the mixing on, and another one to\n"
        "measure the model on, each up to 3 MB: of 20 or more files whole ones, of fewer\n"
        "their ends. --tune and --valid name other texts for that, all of which are read:\n"
        "some MB are enough, of works that nothing else of the corpus is from; how a text\n"
        "begins is learnt best from many short ones.\n\n"
        "The report says what the held-out text costs from empty, with the model,\n"
        "and by xz -9e. The figures become part of the model; 'pith info MODEL' shows\n"
        "them.\n\n"
        "The model appears whole or not at all. Its bytes depend on nothing but the\n"
        "texts, their names, the options and the date, unless a network is trained: what\n"
        "that comes to in a given time depends on the machine. The model names its texts\n"
        "with their SHA-256; more than 256 files are summed up by CORPUS, with that of\n"
        "what sha256sum prints for them.\n\n"
        "The two-part code of a corpus is the bits of the model and those of the corpus,\n"
        "given the model: what a byte of unseen text costs at the highest level that is\n"
        "measured, times the corpus. A larger model makes the second part shorter; 'pays\n"
        "from' tells how much text it takes until that has made up for the model's own\n"
        "bits, against starting from empty. --mdl makes the sum as short as it can: it\n"
        "tries sizes from the largest down, halving them, on half of the text that is\n"
        "set aside for tuning; of a new network, half of TIME goes into trying three\n"
        "widths and three weight decays.\n\n"
        "A network is trained before all else. While that lasts, MODEL.checkpoint is what\n"
        "--resume goes on from, with the same texts and options; it goes when the model\n"
        "is there. A network with which held-out text is not at least 1 % smaller than at\n"
        "level 3 is left out, and the tables get its room, unless --keep-network. What\n"
        "is told of unseen text is of that which the model is tuned on; when it gets no\n"
        "cheaper for long, training ends early. At the end it is told what the network\n"
        "alone costs on cuts of that text: in float, as it was trained, and in integers,\n"
        "as the model holds it, with the code that decodes, but without adapting to the\n"
        "text. The difference is what quantising costs.\n\n"
        "With --update, nothing leaves the party but a small file: n-grams that occur in\n"
        "two of its files or more, and by how much the network moved in --time. The\n"
        "report tells its parts and their bytes. 'pith merge' adds such files up.\n\n"
        "Memory: 300 MB, 25 bytes for each byte of text and of MODEL, and for each thread\n"
        "8 more; what --memory allows bounds these last. With less of it training takes\n"
        "longer. A core learns some 30 MB of text a minute.\n",
    .examples =
        "  pith train -o letters.pithm ~/letters\n"
        "  pith train --from english -o mine.pithm my-texts/\n"
        "  pith train -T0 --max-size 4M --licence CC0 -o novels.pithm novels/*.txt\n"
        "  pith train --mdl --json -o notes.pithm notes/ | tools/plot_mdl - notes.png\n"
        "  pith train -T0 --time 2h --log novels.csv -o novels.pithm novels/\n"
        "  pith train --from english --time 20m -o mine.pithm my-texts/\n"
        "  pith train --from english --party anna --update anna.pithu my-texts/\n"
        "  pith train -o ~/.local/share/pith/models/logs.pithm --valid today.log old/\n"
        "  pith -m letters letter.txt\n",
    .output =
        "The JSON object: {\"file\": ..., \"name\": ..., \"identity\": ..., \"model_bytes\": ...,\n"
        "\"corpus_files\": ..., \"corpus_bytes\": ..., \"counted_bytes\": ..., \"tuning_bytes\":\n"
        "..., \"seconds\": ..., \"peak_memory_bytes\": ..., \"held_out\": {\"texts\": ...,\n"
        "\"bytes\": ..., \"chars\": ..., \"xz_bits_per_char\": ..., \"levels\": [{\"level\": 1,\n"
        "\"bits_per_char_from_empty\": ..., \"bits_per_char\": ...}...]}, \"network\":\n"
        "{\"float_bits_per_byte\": ..., \"integer_bits_per_byte\": ..., \"bytes\": ...},\n"
        "\"left_out\": {\"repeated_files\": ..., \"held_out_files\": ..., \"tuning_files\":\n"
        "..., \"network\": null or {\"bits_per_char_with\": ...,\n"
        "\"bits_per_char_without\": ...}},\n"
        "\"two_part_code\": {\"level\": 3, \"bits_from_empty\": ..., \"model_bits\": ...,\n"
        "\"data_bits\": ..., \"bits\": ..., \"pays_from_chars\": ...}, \"trials\": [{\"part\":\n"
        "\"n-grams\", \"setting\": ..., \"bits_per_byte\": ..., \"model_bits\": ...,\n"
        "\"data_bits\": ..., \"bits\": ..., \"chosen\": true}...]}. \"network\" is null where\n"
        "none was trained or taken with --rnn, or it was left out. The trials are those\n"
        "of --mdl: of \"n-grams\", whose setting are bytes, \"units\" and \"weight decay\".\n",
    .exit_codes = "0 success; 1 an error, and no model.\n",
};

}  // namespace pith::cli
